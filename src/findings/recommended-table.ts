/**
 * What Debian packages recommend, themselves or by those that they need, in releases 11, 12, 13;
 * without what nothing in a container misses (`scripts/recommended/without-use.ts`).
 * Source: the `Packages` files of deb.debian.org, 2026-11-26. Written by `npm run recommended`.
 */
export const RECOMMENDS = `
alien=curl fakeroot gnupg sq libarchive-cpio-perl libmail-sendmail-perl; anacron=cron
ansible=xauth python3-argcomplete python3-babel python3-h2 +; ant=ant-optional libasound2 libcups2 +
apache2=bzip2 ca-certificates file xz-utils ssl-cert
apache2-dev=ca-certificates curl fakeroot gnupg sq libarchive-cpio-perl libmail-sendmail-perl
aptitude=sensible-utils libdpkg-perl; aptly=gnupg; aria2=ca-certificates
asciidoc=ca-certificates asciidoc-dblatex docbook-xml vim-asciidoc +; asciidoctor=zip ruby-sdbm
aspell=aspell-en; autoconf=automake; autoconf-archive=autoconf
awscli=ca-certificates ghostscript imagemagick netpbm +
barman=ca-certificates openssh-client openssh-server postgresql-client python3-argcomplete; bats=parallel
bind9=ca-certificates; bsd-mailx=ca-certificates; bsdutils=bsdextrautils; build-essential=fakeroot gnupg sq
buildah=gpgv cpp crun fuse-overlayfs +; bundler=build-essential less zip ruby-dev ruby-sdbm sudo
bzr=ca-certificates openssh-client python3-fastimport python3-github python3-gitlab +
cabal-install=curl libstdc++-#-dev; cargo=ca-certificates llvm-# rust-gdb rust-llvm; certbot=python3-icu
chromium=chromium-sandbox fonts-liberation libfile-mimeinfo-perl +
chromium-driver=chromium-sandbox fonts-liberation libfile-mimeinfo-perl +; cifs-utils=ca-certificates keyutils
clang=clang-tools-19 libclang-rt-#-dev libomp-#-dev +; clang-#=clang-tools-19 libclang-rt-#-dev llvm-#-dev +
clang-format=ca-certificates; clang-tidy=ca-certificates libclang-rt-#-dev libomp-#-dev llvm-#-dev
cmake=ca-certificates gcc make; composer=bzip2 file git php-curl unzip xz-utils php-zip
cpanminus=make libhttp-cookiejar-perl libio-socket-ssl-perl libjson-perl +; cppcheck=ca-certificates
createrepo-c=ca-certificates rpm-common; cron=exim4-daemon-light; curl=ca-certificates
cython3=ca-certificates gcc python3-dev
debhelper=curl fakeroot gnupg sq libarchive-cpio-perl libmail-sendmail-perl
debootstrap=ca-certificates gnupg arch-test; default-jdk=libgtk2.0-bin
default-jdk-headless=libasound2 libcups2 libfontconfig1 +; default-jre=libgtk2.0-bin
default-jre-headless=libasound2 libcups2 libfontconfig1 +
default-mysql-client=libdbd-mariadb-perl libdbi-perl libterm-readkey-perl
dh-make=ca-certificates curl fakeroot gnupg sq libarchive-cpio-perl libmail-sendmail-perl; dirmngr=gnupg
dnsmasq=dns-root-data; docbook-xsl=docbook-xml
docker.io=ca-certificates git xz-utils cgroupfs-mount criu docker-cli +
dpkg-dev=build-essential fakeroot gcc gnupg sq; elixir=erlang-syntax-tools libsctp1
emacs-nox=emacs-el mailutils; equivs=curl fakeroot gnupg sq libarchive-cpio-perl libmail-sendmail-perl
erlang-base=erlang-crypto erlang-syntax-tools libsctp1; erlang-nox=libsctp1; exim4=ca-certificates bsd-mailx
fail2ban=ca-certificates nftables python3-pyinotify python3-setuptools +; ffmpeg=pocketsphinx-en-us
firefox-esr=libavcodec58 libavcodec59 libavcodec61; flex=gcc libfl-dev
fluxbox=feh fonts-droid-fallback xfonts-terminus; fonts-liberation=fonts-liberation-sans-narrow
fonts-noto=fonts-noto-cjk fonts-noto-cjk-extra fonts-noto-color-emoji +; gcc=libc6-dev; gcc-#=libc6-dev
gcc-aarch64-linux-gnu=libc6-dev-arm64-cross; gcc-arm-linux-gnueabihf=libc6-dev-armhf-cross
gcc-arm-none-eabi=libnewlib-arm-none-eabi
gcovr=ca-certificates libc6-dev libgd-perl libjson-xs-perl python3-babel; gdal-bin=ca-certificates gpgv
gdb=ca-certificates libc6-dbg; gettext=curl; ghc=libstdc++-#-dev; ghostscript=fonts-droid-fallback
git=ca-certificates less openssh-client patch; git-lfs=ca-certificates less openssh-client patch
gnupg=gnupg-utils gpgv; gnupg2=gpgv; gnuplot=ca-certificates; gnuplot-nox=fonts-liberation groff
golang=gcc libc6-dev pkg-config pkgconf g++; golang-go=gcc libc6-dev pkg-config pkgconf g++
google-perftools=ca-certificates graphviz gv; gpg=gnupg; gpg-agent=gnupg
gradle=libasound2 libbindex-java libcups2 +; graphicsmagick=ghostscript
graphviz=fonts-liberation fonts-liberation2 libgts-bin; groff=ghostscript imagemagick netpbm +
gunicorn=ca-certificates; hdparm=powermgmt-base; hugo=git golang-any; i2c-tools=read-edid
imagemagick=ghostscript libmagickcore-6.q16-6-extra libmagickcore-7.q16-10-extra +
intltool=curl libclone-perl libdata-dump-perl libhtml-form-perl +; ipset=iptables; iptables=nftables
ipython3=ca-certificates python3-matplotlib; krb5-user=krb5-config
lcov=ca-certificates libc6-dev libclass-c3-xs-perl libclass-xsaccessor-perl libdevel-lexalias-perl +
lftp=openssh-client; libapache2-mod-php=bzip2 ca-certificates file xz-utils apache2
libapache2-mod-php8.2=ca-certificates apache2; libapache2-mod-wsgi-py3=ca-certificates
libboost-all-dev=ca-certificates xauth libcoarrays-openmpi-dev libtool; libboost-python-dev=ca-certificates
libc6=libidn2-0 libnss-nis libnss-nisplus; libcairo2-dev=bzip2 ca-certificates xz-utils
libclang-#-dev=libclang-rt-#-dev; libclang-dev=libclang-rt-#-dev; libcurl3-gnutls=ca-certificates
libcurl4=ca-certificates; libcurl4-gnutls-dev=ca-certificates; libcurl4-openssl-dev=ca-certificates
libdbd-pg-perl=ca-certificates; libdbus-1-dev=bzip2 xz-utils; libeigen3-dev=bzip2 xz-utils
libfontconfig1-dev=bzip2 xz-utils; libgd-dev=bzip2 xz-utils
libgdal-dev=bzip2 ca-certificates gcc gpgv pkg-config xz-utils gfortran libtool
libgdk-pixbuf-2.0-0=libgdk-pixbuf2.0-bin; libgeoip-dev=geoip-database libsocket6-perl
libgirepository1.0-dev=ca-certificates fakeroot gnupg sq python3-pygments python3-yaml
libglfw3-dev=libegl-dev libegl1-mesa-dev libvulkan-dev +; libglib2.0-0=shared-mime-info
libglib2.0-dev=bzip2 ca-certificates xz-utils; libgrpc++-dev=g++ libgmock-dev
libgtk-3-0=libgtk-3-bin librsvg2-common; libgtk-3-dev=bzip2 ca-certificates xz-utils
libgtk2.0-0=libgail-common libgtk2.0-bin librsvg2-common; libhdf5-dev=ca-certificates
libimage-exiftool-perl=libarchive-zip-perl libcompress-raw-lzma-perl libio-compress-brotli-perl +
libio-socket-ssl-perl=libnet-libidn-perl liburi-perl; libjson-perl=libjson-xs-perl; libldap-#-0=libldap-common
libldap-#-2=libldap-common; liblwp-protocol-https-perl=libclone-perl libdata-dump-perl libhtml-form-perl +
libmagickcore-dev=bzip2 ca-certificates xz-utils ghostscript libjxr-tools libtool
libmagickwand-dev=bzip2 ca-certificates xz-utils ghostscript libjxr-tools libtool
libnetcdf-dev=ca-certificates pkg-config
libopencv-dev=bzip2 ca-certificates gpgv xz-utils gstreamer1.0-plugins-base libopencv-java libopencv4.5-java +
libpango1.0-dev=bzip2 ca-certificates xz-utils; libpcap-dev=bzip2 xz-utils; libpng-dev=libpng-tools
libpq-dev=ca-certificates; libpq5=ca-certificates; libproj-dev=ca-certificates; libpython3-dev=ca-certificates
librdkafka-dev=ca-certificates; libre2-dev=cmake g++ libgmock-dev; libsdl2-dev=bzip2 ca-certificates xz-utils
libsndfile1-dev=bzip2 pkg-config pkgconf xz-utils; libspatialindex-dev=pkg-config pkgconf
libtesseract-dev=ca-certificates; libtool=libltdl-dev
libvips-dev=bzip2 ca-certificates curl gcc gpgv xz-utils gfortran ghostscript libjxr-tools +
libvips-tools=ca-certificates gpgv ghostscript nip2; libvips42=ca-certificates ghostscript nip2
libvulkan-dev=ca-certificates; libwww-perl=libclone-perl libdata-dump-perl libhtml-form-perl +
libxml-parser-perl=libclone-perl libdata-dump-perl libhtml-form-perl +; libzmq3-dev=cppzmq-dev
lighttpd=bzip2 file xz-utils lighttpd-mod-deflate lighttpd-mod-openssl spawn-fcgi
linux-headers-amd64=libc6-dev busybox zstd; linux-perf=ca-certificates linux-base
llvm=ca-certificates binfmt-support llvm-#-dev; llvm-#=ca-certificates binfmt-support llvm-#-dev
llvm-#-dev=ca-certificates binfmt-support; llvm-dev=ca-certificates binfmt-support
logrotate=bsd-mailx exim4-daemon-light; lsb-release=ca-certificates
luarocks=ca-certificates pkg-config pkgconf libtool libtool-bin lua-sec
mailutils=ca-certificates exim4-daemon-light gsasl-common
mariadb-client=libdbd-mariadb-perl libdbi-perl libterm-readkey-perl
mariadb-server=libdbd-mariadb-perl libterm-readkey-perl libhtml-template-perl mariadb-plugin-provider-bzip2 mariadb-plugin-provider-lz4 +
maven=libasound2 libcups2 libfontconfig1 +; mediainfo=ca-certificates; mercurial=ca-certificates openssh-client
meson=ca-certificates dpkg-dev; minicom=lrzsz; msmtp=ca-certificates gsasl-common; musl-dev=libc6-dev
musl-tools=libc6-dev; mutt=gpgv sensible-utils gsasl-common libsasl2-modules locales +
neovim=xxd python3-neovim python3-pynvim xclip; nfs-common=ca-certificates python3; nftables=netbase
nginx=geoip-database; nginx-extras=geoip-database; nginx-full=geoip-database
node-gyp=build-essential ca-certificates node-request; nodejs=ca-certificates
npm=git libfile-mimeinfo-perl libnet-dbus-perl libx11-protocol-perl +; ocaml=file ledit ocaml-man
ocl-icd-opencl-dev=libgl-dev libgl1-mesa-dev; odbc-postgresql=ca-certificates
opam=ca-certificates fakeroot git gnupg procps rsync sq darcs m4 mercurial +
openjdk-#-jdk=libgtk2.0-bin libxt-dev; openjdk-#-jdk-headless=libasound2 libcups2 libfontconfig1 +
openjdk-#-jre=fonts-dejavu-extra libgtk2.0-bin; openjdk-#-jre-headless=libasound2 libcups2 libfontconfig1 +
opensc=pcscd; openssh-client=xauth; openssh-server=xauth; openvpn=easy-rsa; parallel=systemd
passwd=sensible-utils; perl=netbase; pgbouncer=e2fsprogs libjson-xs-perl libreadline#
php=bzip2 ca-certificates file xz-utils apache2; php#=ca-certificates apache2; php#-curl=ca-certificates
php#-enchant=aspell-en enchant-2; php#-pspell=aspell-en; php#-snmp=snmp; php#-xmlrpc=ca-certificates apache2
php-apcu=bzip2 ca-certificates file xz-utils apache2 php-apcu-bc; php-cli=bzip2 file xz-utils
php-curl=ca-certificates; php-dev=bzip2 xz-utils; php-fpm=bzip2 file xz-utils
php-imagick=bzip2 ca-certificates file xz-utils apache2 ghostscript; php-json=ca-certificates apache2
php-memcached=bzip2 ca-certificates file xz-utils apache2
php-mongodb=bzip2 ca-certificates file xz-utils apache2; php-pear=bzip2 file xz-utils; php-pgsql=ca-certificates
php-redis=bzip2 ca-certificates file xz-utils apache2; php-xdebug=bzip2 ca-certificates file xz-utils apache2
pipx=fonts-font-awesome libjs-bootstrap4 libjs-highlight.js +; pkg-config=bzip2 xz-utils
pkgconf=fakeroot gcc gnupg; podman=ca-certificates gpgv aardvark-dns buildah catatonit +
policykit-1=polkitd-pkla; poppler-utils=ca-certificates gpgv; portaudio19-dev=bzip2 xz-utils
postfix=ca-certificates python3 ssl-cert; postgresql=ca-certificates e2fsprogs libjson-xs-perl
postgresql-#=libjson-xs-perl; postgresql-client=ca-certificates; postgresql-contrib=libjson-xs-perl
postgresql-server-dev-all=ca-certificates binfmt-support clang-tools-19 e2fsprogs +; procps=psmisc
proj-bin=ca-certificates; protobuf-compiler=libprotobuf-dev; protobuf-compiler-grpc=libprotobuf-dev
pylint=ca-certificates python3-tk; python-is-python3=ca-certificates; python3=ca-certificates
python3-apt=ca-certificates iso-codes lsb-release; python3-cryptography=ca-certificates
python3-dev=ca-certificates; python3-distutils=ca-certificates; python3-full=python3-examples python3.#-examples
python3-gdal=ca-certificates gpgv; python3-gi=ca-certificates
python3-jinja2=ca-certificates python3-babel python3-pkg-resources
python3-lxml=ca-certificates python3-bs4 python3-cssselect python3-html5lib
python3-matplotlib=bzip2 ca-certificates file xz-utils g++ python3-pooch python3-tk +
python3-minimal=libpython3.#-stdlib python3.#; python3-numpy=ca-certificates
python3-opencv=ca-certificates gpgv gstreamer1.0-plugins-base; python3-opengl=ca-certificates libglut-dev
python3-pandas=ca-certificates python3-bottleneck python3-bs4 python3-html5lib +
python3-pil=bzip2 ca-certificates file xz-utils python3-olefile; python3-pip=build-essential python3-dev
python3-psycopg2=ca-certificates; python3-scipy=ca-certificates g++ python3-pil python3-pooch +
python3-setuptools=ca-certificates; python3-tk=ca-certificates
python3-virtualenv=build-essential python3-dev python3-distutils; python3-wheel=ca-certificates
python3-yaml=ca-certificates; python3.#=ca-certificates; python3.#-dev=ca-certificates
qemu-user-static=binfmt-support systemd; qemu-utils=qemu-block-extra
qtbase5-dev=ca-certificates libqt5opengl5-dev libqt5sql5-sqlite
r-base=libfile-mimeinfo-perl libnet-dbus-perl libx11-protocol-perl +
r-base-core=libfile-mimeinfo-perl libnet-dbus-perl libx11-protocol-perl +
r-base-dev=fakeroot gnupg sq libfile-mimeinfo-perl libnet-dbus-perl libx11-protocol-perl +
r-recommended=libfile-mimeinfo-perl libnet-dbus-perl libx11-protocol-perl +
rabbitmq-server=ca-certificates bsd-mailx exim4-daemon-light libsctp1; reprepro=gpgv; ruby=zip ruby-sdbm
ruby-dev=zip ruby-sdbm; ruby-full=zip ruby-sdbm; runc=criu; rustc=cargo llvm-# rust-gdb +
rustup=ca-certificates; s3fs=bzip2 ca-certificates file xz-utils; sbcl=binfmt-support
sendmail=postfix-mta-sts-resolver; skopeo=gpgv netavark nftables; smbclient=ca-certificates samba-common-bin
software-properties-common=gnupg; squid=ca-certificates bsd-mailx exim4-daemon-light libcap2-bin; sshfs=xauth
sshpass=openssh-client; strongswan=libcharon-extauth-plugins libstrongswan-standard-plugins
supervisor=ca-certificates; tesseract-ocr=ca-certificates; tesseract-ocr-eng=tesseract-ocr
texinfo=libwww-perl libxml-sax-expat-perl; tk=xterm; tor=tor-geoipdb torsocks
u-boot-tools=device-tree-compiler libubootenv-tool; unixodbc-dev=libtool; unrar-free=unar
util-linux=sensible-utils; uwsgi-plugin-python3=ca-certificates; valgrind=gdb python3 valgrind-dbg; vim=xxd
vim-tiny=xxd; virtualenv=python3-dev python3-distutils; vsftpd=ssl-cert; wget=ca-certificates
wireguard-tools=linux-image-amd64 nftables
wkhtmltopdf=geoclue-2.0 gstreamer1.0-plugins-base tigervnc-standalone-server; x11vnc=x11-utils xterm
xfsprogs=ca-certificates python3-gi; xmlto=zip dblatex; xterm=luit x11-utils; xvfb=xauth xfonts-base
yarnpkg=ca-certificates less openssh-client patch; yq=ca-certificates; zip=unzip
`;

/** Nothing that matters comes with these. */
export const PLAIN = `
acl adduser apache2-utils apt-file apt-transport-https apt-utils at-spi2-core attr automake autopoint
autotools-dev avrdude axel bash bc bind9-dnsutils bind9-host binfmt-support binutils bison bridge-utils
bsdextrautils bsdmainutils btrfs-progs bzip2 ca-certificates ccache chrpath clinfo consul coreutils cpio cpp
dbus dbus-x11 debconf-utils default-jdk-doc default-libmysqlclient-dev device-tree-compiler dmidecode dnsutils
dos2unix dosfstools dovecot-imapd doxygen dpkg dumb-init e2fsprogs espeak etcd-client ethtool expect fakeroot
file findutils fontconfig fonts-dejavu fonts-dejavu-core fonts-noto-cjk fonts-noto-color-emoji fonts-roboto
fping freetds-bin freetds-dev ftp fuse fuse3 g++ g++-# g++-aarch64-linux-gnu g++-multilib gawk gcc-multilib
gdbserver genisoimage gettext-base gfortran gh gifsicle googletest gosu gperf grep gsettings-desktop-schemas
gzip haproxy help2man htop hunspell incron init inotify-tools iperf iperf3 iproute2 iputils-ping jpegoptim jq
kmod ldap-utils less libacl1-dev libaio-dev libaio1 libargon2-dev libasound2 libasound2-dev libatk-bridge2.0-0
libatk1.0-0 libatlas-base-dev libatspi2.0-0 libattr1-dev libavcodec-dev libavformat-dev libbenchmark-dev
libblas-dev libboost-context-dev libboost-dev libboost-filesystem-dev libboost-program-options-dev
libboost-regex-dev libboost-system-dev libboost-test-dev libboost-thread-dev libbrotli-dev libbz2-1.0
libbz2-dev libc6-dev libcairo-gobject2 libcairo2 libcap-dev libcap-ng-dev libcap2-bin libcups2 libdb-dev
libdbd-mysql-perl libdbi-perl libdbus-1-3 libdbus-glib-1-2 libdrm2 libegl1 libelf-dev libev-dev libevent-#-7
libevent-dev libexpat1 libexpat1-dev libffi# libffi-dev libfftw3-dev libfmt-dev libfontconfig1 libfreetype6
libfreetype6-dev libftdi1-dev libgbm1 libgc-dev libgcc-s1 libgcrypt20-dev libgdbm-dev libgdiplus
libgdk-pixbuf2.0-0 libgeos-dev libgflags-dev libgif-dev libgl1 libgl1-mesa-dev libgl1-mesa-dri libgl1-mesa-glx
libglew-dev libglu1-mesa libglu1-mesa-dev libglx-mesa0 libgmock-dev libgmp-dev libgmp10 libgnutls28-dev
libgomp1 libgoogle-glog-dev libgssapi-krb5-2 libgtest-dev libheif-dev libhidapi-dev libhiredis-dev libicu#
libicu-dev libjemalloc# libjemalloc-dev libjna-java libjpeg#-turbo libjpeg#-turbo-dev libjpeg-dev
libjsoncpp-dev libkrb5-3 libkrb5-dev liblapack-dev libldap2-dev libleptonica-dev libleveldb-dev liblmdb-dev
liblttng-ust0 libluajit-5.1-dev liblz4-dev liblzma-dev liblzma5 libmagic-dev libmagic1 libmariadb-dev
libmariadb-dev-compat libmcrypt-dev libmemcached-dev libmemcached11 libmosquitto-dev libmpc-dev libmpfr-dev
libncurses# libncurses#-dev libncurses-dev libncursesw5-dev libnl-3-dev libnspr4 libnss3 libnss3-tools
libnuma-dev libnuma1 libogg-dev libonig-dev libonig5 libopenblas-base libopenblas-dev libpam0g-dev
libpango-1.0-0 libpangocairo-1.0-0 libpangoft2-1.0-0 libpcre2-dev libpcre3 libpcre3-dev libperl-dev
libphp8.2-embed libpng#-16 libprotobuf# libprotobuf-dev libpugixml-dev librabbitmq-dev libreadline#
libreadline-dev librocksdb-dev librsvg2-bin libsasl2-dev libsasl2-modules libseccomp-dev libselinux1-dev libsm6
libsnappy-dev libsndfile1 libsodium-dev libsodium23 libsox-fmt-all libspdlog-dev libsqlite3-0 libsqlite3-dev
libssl# libssl-dev libstdc++-#-dev libstdc++6 libswscale-dev libsystemd-dev libtcmalloc-minimal4 libtiff#
libtiff-dev libtinyxml2-dev libtool-bin libudev-dev libunwind-dev libunwind8 libusb-1.0-0 libusb-1.0-0-dev
libuv1 libuv1-dev libva-dev libwebp# libwebp-dev libx11-6 libx11-dev libx11-xcb1 libxcb1 libxcomposite1
libxcursor1 libxdamage1 libxext6 libxfixes3 libxi6 libxkbcommon0 libxml2 libxml2-dev libxml2-utils libxrandr2
libxrender-dev libxrender1 libxslt1-dev libxslt1.1 libxss1 libxtst6 libyaml-0-2 libyaml-cpp-dev libyaml-dev
libzip-dev libzip4 libzmq5 libzstd-dev linux-libc-dev lld lld-# locales login lsb-base lsof ltrace lua# luajit
lz4 lzip lzma m4 make memcached mesa-utils mesa-va-drivers mingw-w64 moreutils mosquitto mosquitto-clients
mtools mtr-tiny musl nano nasm ncftp net-tools netbase netcat-openbsd netcat-traditional nginx-light
ninja-build nlohmann-json3-dev nmap numactl openocd openssl optipng p11-kit p7zip-full pandoc parted patch
patchelf pciutils pcscd perl-base pgloader php#-bcmath php#-bz2 php#-cgi php#-cli php#-common php#-dba php#-dev
php#-fpm php#-gd php#-gmp php#-imap php#-interbase php#-intl php#-ldap php#-mbstring php#-mysql php#-odbc
php#-opcache php#-pgsql php#-phpdbg php#-readline php#-soap php#-sqlite3 php#-sybase php#-tidy php#-xml
php#-xsl php#-zip php-bcmath php-gd php-intl php-mbstring php-mysql php-soap php-sqlite3 php-xml php-zip
picocom pigz pngquant postgresql-client-# proftpd-basic psmisc python3-requests python3-venv python3.#-venv
qml-module-qtquick2 rapidjson-dev rclone redis redis-server redis-tools rpm rpm2cpio rsync rsyslog screen sed
shellcheck smartmontools socat softhsm2 sox sqlite3 squashfs-tools ssl-cert ssmtp strace stunnel4 subversion
sudo swig systemd systemd-sysv tar tcl tcpdump telnet time tini tmux traceroute tree tshark tzdata udev
unixodbc unzip upx-ucl usbutils uthash-dev uuid-dev uuid-runtime uwsgi vainfo varnish vlan whois xauth
xfonts-75dpi xfonts-base xmlstarlet xorriso xsltproc xz-utils yasm zlib1g zlib1g-dev zstd
`;
