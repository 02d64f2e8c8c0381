/** What dpkg says of pairs (dpkg, `scripts/t/Dpkg_Version.t`, past rows included): the older one first. */
export const DPKG_PAIRS = `
1.0-1 < 2.0-2
2.2~rc-4 < 2.2-1
1.0-1 = 1.0000-1
0:1 = 1
0 = 0:0-0
1:7.5 < 2:2.5
0foo < 1:0foo
0:0foo = 0foo
0foo = 0foo
0foo = 0foo-
0foo- = 0foo-0
0foo = 0foo-0
0fo < 0foo
0foo- < 0foo+
0foo-0 < 0foo+
0foo~1 < 0foo
0foo~foo+Bar < 0foo~foo+bar
0foo~~ < 0foo~
1~ < 1
12345+that-really-is-some-ver-0 < 12345+that-really-is-some-ver-10
0foo-0 < 0foo-01
0foobar < 0foo.bar
0foo1bar < 0foo.bar
0foo0bar < 0foo.bar
0foo1bar-1 < 0foobar-1
0foo2 < 0foo2.0
0foo2.0.0 < 0foo2.10.0
0foo2.0 < 0foo2.0.0
0foo2.0 < 0foo2.10
0foo2.1 < 0foo2.10
1.09 = 1.9
1.0.8 < 1.0.8+nmu1
3.10+nmu1 < 3.11
0.9i-20070324-2 < 0.9j-20080306-4
1.2.0~b6-1 < 1.2.0~b7-1
1.06-2 < 1.011-1
0.0.8+dfsg1-3 < 0.0.9+dfsg1-1
4.6.99+svn6496-1 < 4.6.99+svn6582-1
52 < 53
0.9.9~pre111-1 < 0.9.9~pre122-1
2:2.3.2-2 < 2:2.3.2-2+lenny2
3.8.GA-1 < 1:3.8.1-1
1.0.1-2 < 1.0.1+gpl-1
1a < 1000a
-0.6.5 < 0.9.1
`;

/** The same of `lib/dpkg/t/t-version.c`. */
export const LIBDPKG_PAIRS = `
1:0 < 2:0
1-1 < 2-1
1-1 < 1-2
0-0 = 0-0
0-00 = 00-0
1:2-3 = 1:2-3
0:0-0 < 1:0-0
a-0 < b-0
0-a < 0-b
0:0- = 0
0:0.0-0.0 = 0.0-0.0
0:0:0-0 < 0:0:0-1
0:0-0:0-0 < 0:0-0:0-1
0:09azAZ.-+~:-0 = 0:09azAZ.-+~:-0
0:0-azAZ09.+~ = 0-azAZ09.+~
`;
