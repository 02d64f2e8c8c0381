/** Light and dark as the reader has it; one column on a phone. */
export const PAGE_STYLE = `
:root{--page:#f4f6f8;--card:#fff;--text:#17212b;--quiet:#5b6976;--line:#e3e8ed;--deep:#0b3c5d;
--critical:#8e1436;--high:#d64545;--medium:#e8973a;--low:#4a90b8;--info:#a3b3c2;
--good:#3b9c7a;--fair:#8fb84e;--poor:#e8973a;--bad:#d64545;--unknown:#a3b3c2}
@media(prefers-color-scheme:dark){:root{--page:#0f161d;--card:#182129;--text:#e6edf3;--quiet:#93a3b1;
--line:#2a3640;--deep:#0a2a40;--critical:#c9355f;--info:#66788a;--unknown:#66788a}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{background:var(--deep);background-image:linear-gradient(135deg,#0b3c5d,#11698e 70%,#19929c);color:#fff;padding:36px max(20px,calc(50% - 520px)) 84px}
header .brand{margin:0;font-size:13px;letter-spacing:.12em;text-transform:uppercase;opacity:.8}
header h1{margin:4px 0;font-size:34px;line-height:1.2;overflow-wrap:anywhere}
header .about{margin:0;opacity:.9}
main{max-width:1080px;margin:-56px auto 0;padding:0 20px;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:18px}
.facts{grid-column:1/-1;display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:18px}
.fact,.card{background:var(--card);border-radius:14px;box-shadow:0 1px 2px rgba(10,30,50,.08),0 6px 20px rgba(10,30,50,.06)}
.fact{padding:16px 18px;display:flex;flex-direction:column}
.fact b{font-size:30px;line-height:1.25;font-variant-numeric:tabular-nums}
.card{padding:20px 22px;min-width:0}
.wide{grid-column:1/-1}
h2{margin:0 0 12px;font-size:17px}
.quiet{color:var(--quiet);font-size:13px;margin:0}
.rows{display:grid;gap:9px}
.row{display:grid;grid-template-columns:minmax(0,11.5em) minmax(0,1fr) 9.5em;gap:12px;align-items:center}
.narrow .row{grid-template-columns:minmax(0,8.5em) minmax(0,1fr) 3em}
.tall .row{grid-template-columns:4em minmax(0,1fr) 4em}
.card p+.rows{margin-top:12px}
.label{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.count{font-variant-numeric:tabular-nums;font-weight:600;white-space:nowrap}
.count i{font-style:normal;font-weight:400;margin-left:8px}
svg.bar{display:block;width:100%;height:14px;border-radius:5px;background:var(--line)}
.tall svg.bar{height:30px;border-radius:8px}
td svg.bar{min-width:120px}
td.none{color:var(--quiet)}
.critical{fill:var(--critical)}.high{fill:var(--high)}.medium{fill:var(--medium)}.low{fill:var(--low)}.info{fill:var(--info)}
.good{fill:var(--good)}.fair{fill:var(--fair)}.poor{fill:var(--poor)}.bad{fill:var(--bad)}.unknown{fill:var(--unknown)}
.faint{opacity:.38}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:6px 22px;margin:16px 0 0;padding:0}
.legend svg{width:11px;height:11px;margin-right:7px}
.legend b{margin:0 6px 0 8px}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th{text-align:left;font-size:12px;font-weight:600;color:var(--quiet);padding:0 12px 6px 0;white-space:nowrap}
td{padding:8px 12px 8px 0;border-top:1px solid var(--line);overflow-wrap:anywhere;vertical-align:middle}
code{font:13px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
footer{max-width:1080px;margin:26px auto;padding:0 20px;color:var(--quiet);font-size:13px}
@media(max-width:720px){
header{padding-bottom:76px}header h1{font-size:27px}
main{grid-template-columns:minmax(0,1fr);padding:0 12px;gap:12px}
.facts{grid-template-columns:repeat(2,minmax(0,1fr));gap:12px}.fact:last-child{grid-column:1/-1}.fact b{font-size:25px}
.card{padding:16px}
.row,.narrow .row{grid-template-columns:minmax(0,1fr) auto;gap:3px 10px}
.row svg.bar{grid-column:1/-1;grid-row:2}
.tall .row{grid-template-columns:minmax(0,1fr) auto}
thead{display:none}table,tbody,tr,td{display:block}
tr{border-top:1px solid var(--line);padding:10px 0}
tr:first-child{border-top:0;padding-top:0}
td{border:0;padding:2px 0;display:grid;grid-template-columns:8.5em minmax(0,1fr);gap:10px}
td::before{content:attr(data-head);color:var(--quiet);font-size:13px}
td:first-child{display:block;padding-bottom:4px}td:first-child::before{content:none}td.none{display:none}
}
@media print{header{color:#000;background:none}main{margin-top:0}.fact,.card{box-shadow:none;border:1px solid #ccc;break-inside:avoid}}
`;
