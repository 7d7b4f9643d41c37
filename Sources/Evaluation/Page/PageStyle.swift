/// How the page looks: on light and dark screens, and on paper.
enum PageStyle {
  static let css = """
    :root{--back:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--panel:#f6f8fa;--good:#0969da;\
    --bad:#c4432b;--on:#fff;--class-0:#0072b2;--class-1:#d55e00;--class-2:#00805c;\
    --class-3:#a8518a;--class-4:#8a6100;--class-5:#4b5563;color-scheme:light dark}
    @media (prefers-color-scheme:dark){:root{--back:#0f1318;--ink:#e6edf3;--soft:#9aa5b1;\
    --line:#30363d;--panel:#171c22;--good:#4493f8;--bad:#f0705a;--on:#0f1318;--class-0:#56b4e9;\
    --class-1:#f0883e;--class-2:#3fc79a;--class-3:#dd8fc0;--class-4:#e6b800;--class-5:#9aa5b1}}
    *{box-sizing:border-box}
    body{margin:0 auto;max-width:76rem;padding:1.5rem;background:var(--back);color:var(--ink);\
    font:15px/1.5 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
    h1{font-size:1.6rem;margin:0 0 .2rem}
    h2{font-size:1.2rem;margin:2.2rem 0 .6rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
    h3{font-size:1rem;margin:1.2rem 0 .4rem}
    p{max-width:60rem}
    .notice{border-left:4px solid var(--bad);background:var(--panel);padding:.5rem .9rem;margin:.8rem 0}
    .soft,figcaption{color:var(--soft);font-size:.87rem}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.8rem;margin:1rem 0}
    .card{background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:.7rem .9rem}
    .card b{display:block;font-size:1.5rem;font-variant-numeric:tabular-nums}
    .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:1rem;margin:.6rem 0}
    figure{margin:0}
    svg{width:100%;height:auto;display:block;color:var(--ink)}
    svg text{font-size:10px;fill:currentColor;text-anchor:start}
    svg .middle{text-anchor:middle}svg .end{text-anchor:end}
    svg .name{font-size:11px;fill:var(--soft)}
    svg .count{font-size:15px;font-weight:600}
    svg .grid{stroke:var(--line);fill:none;stroke-width:.6}
    svg .chance{stroke:var(--soft);fill:none;stroke-dasharray:3 4}
    svg .curve{fill:none;stroke-width:2;stroke-linejoin:round}
    svg .right{fill:var(--good);stroke:var(--line)}svg .wrong{fill:var(--bad);stroke:var(--line)}
    svg .on{fill:var(--on)}
    svg .bar{fill:var(--class-0);fill-opacity:.28}
    svg .whisker{stroke:var(--soft);stroke-width:1.4;fill:none}
    svg .point{fill:var(--class-0)}
    .class-0{stroke:var(--class-0)}.class-1{stroke:var(--class-1);stroke-dasharray:7 3}\
    .class-2{stroke:var(--class-2);stroke-dasharray:2 2}.class-3{stroke:var(--class-3);\
    stroke-dasharray:9 3 2 3}.class-4{stroke:var(--class-4);stroke-dasharray:4 4}\
    .class-5{stroke:var(--class-5);stroke-dasharray:1 3}
    .key{list-style:none;margin:.3rem 0 0;padding:0;font-size:.85rem}
    .key svg{display:inline-block;width:2rem;height:.7rem;vertical-align:middle;margin-right:.4rem}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;margin:.4rem 0;font-size:.88rem;font-variant-numeric:tabular-nums}
    th,td{padding:.28rem .6rem;vertical-align:top;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
    th:first-child,td:first-child{text-align:left}
    thead th{color:var(--soft);font-weight:600;white-space:normal;vertical-align:bottom}
    small{color:var(--soft)}td small{display:block;line-height:1.25}
    .films{display:grid;grid-template-columns:repeat(auto-fill,minmax(22rem,1fr));gap:1rem}
    .film{background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:.6rem;\
    break-inside:avoid}
    .pair{display:grid;grid-template-columns:1fr 1fr;gap:.4rem;align-items:start}
    .pair img{width:100%;height:auto;display:block;background:#000}
    .film p{margin:.5rem 0 0;font-size:.88rem;overflow-wrap:anywhere}
    details{margin:.3rem 0}summary{cursor:pointer}
    details ul{max-height:20rem;overflow:auto;font-size:.85rem}
    @media print{:root{--back:#fff;--ink:#000;--soft:#444;--line:#bbb;--panel:#fff;--on:#fff;\
    --good:#0969da;--bad:#c4432b;--class-0:#0072b2;--class-1:#d55e00;--class-2:#00805c}
    body{padding:0;max-width:none;font-size:11px;-webkit-print-color-adjust:exact;\
    print-color-adjust:exact}section,figure,table{break-inside:avoid}\
    .plots{grid-template-columns:repeat(4,1fr)}.films{grid-template-columns:repeat(2,1fr)}}
    """
}
