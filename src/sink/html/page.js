
"use strict";
const $ = (id) => document.getElementById(id);
// Text that cannot be seen, or would turn the direction of writing, is spelled out, as in the articles.
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const seen = (text) => String(text).replace(unseen, (c) => "U+" + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0"));
const many = (count, what) => count + " " + what + (count === 1 ? "" : "s");
function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick" || name === "oninput") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children.map((child) => (child instanceof Node ? child : seen(child))));
  return node;
}

const articles = [...document.querySelectorAll("#articles > article")].map((node, at) => {
  const data = JSON.parse(node.querySelector("script").textContent);
  const byId = new Map(data.facts.map((fact) => [fact.id, fact]));
  return { node, at, data, byId, name: data.metadata.title || data.id || "article " + (at + 1) };
});
const facts = articles.flatMap((article) => article.data.facts.map((fact, place) => ({ article, fact, place })));
// The hue of a kind is a class beside it on its marks.
const hues = new Map([...document.querySelectorAll("mark")].map((mark) => [mark.classList[0], mark.classList[1]]));
const tag = (kind) => make("span", { class: "tag " + kind + " " + (hues.get(kind) || "h0") }, kind);
const numeric = new Set(["count", "money", "percent", "measure", "number", "rank"]);

// What a fact says, in a few words.
function summary({ article, fact }) {
  const to = (id) => (article.byId.get(id) || { text: id }).text;
  const bounds = () => [fact.lower ?? "", fact.upper ?? ""].join("–");
  switch (fact.kind) {
    case "date": return [fact.timex, fact.start && fact.end && fact.start + " – " + fact.end, fact.mod].filter(Boolean).join(" · ");
    case "money": return [fact.value ?? bounds(), fact.currency, fact.object].filter(Boolean).join(" ");
    case "count": case "measure": case "percent": case "number": case "rank":
      return [fact.value ?? bounds(), fact.unit, fact.object, fact.action, fact.change].filter((x) => x !== null && x !== undefined && x !== "").join(" · ");
    case "quote": return [fact.speaker && to(fact.speaker), fact.cue].filter(Boolean).join(" ");
    default: return [fact.name || fact.title, fact.type || fact.level, fact.code, ...(fact.roles || [])].filter(Boolean).join(" · ");
  }
}

// The card: the normalized record.
const hidden = new Set(["id", "text", "start_byte", "end_byte", "start_char", "end_char", "sentence", "kind", "object_span"]);
const references = new Set(["agent", "time", "place", "campaign", "organizer", "organization", "speaker", "recipient", "awarder", "issuer"]);
let lit = [];
function show(article, id, anchor) {
  const fact = article.byId.get(id);
  if (!fact) return;
  const list = make("dl");
  for (const [name, value] of Object.entries(fact)) {
    if (hidden.has(name) || value === null || value === false || (Array.isArray(value) && !value.length)) continue;
    let said = Array.isArray(value) ? value.join(", ") : typeof value === "object" ? Object.values(value).join(" ") : value;
    const target = references.has(name) && article.byId.get(value);
    list.append(make("dt", {}, name), make("dd", {}, target ? make("a", { href: "#", onclick: (e) => { e.preventDefault(); go(article, value); } }, target.text) : said));
  }
  const card = $("card");
  card.replaceChildren(tag(fact.kind), " ", make("b", {}, fact.text), list);
  card.hidden = false;
  light(article, id);
  const box = anchor.getBoundingClientRect();
  const below = box.bottom + 8 + card.offsetHeight < innerHeight;
  card.style.top = Math.max(8, below ? box.bottom + 8 : box.top - card.offsetHeight - 8) + "px";
  card.style.left = Math.max(8, Math.min(box.left, innerWidth - card.offsetWidth - 16)) + "px";
}
// The mention itself, and those that its record refers to, each with what it is to it.
function light(article, id) {
  dim();
  const marks = (id) => [...article.node.querySelectorAll('mark[data-fact="' + CSS.escape(id) + '"]')];
  lit = marks(id);
  lit.forEach((node) => node.classList.add("lit"));
  for (const [name, value] of Object.entries(article.byId.get(id))) {
    if (!references.has(name) || value === null || value === id) continue;
    for (const node of marks(value)) {
      node.classList.add("linked");
      node.dataset.role = name;
      lit.push(node);
    }
  }
}
function dim() {
  lit.forEach((node) => {
    node.classList.remove("lit", "linked");
    delete node.dataset.role;
  });
}
function hide() {
  $("card").hidden = true;
  dim();
}
function go(article, id) {
  view("articles");
  const node = article.node.querySelector('mark[data-fact="' + CSS.escape(id) + '"]');
  if (!node) return;
  node.scrollIntoView({ block: "center" });
  node.focus({ preventScroll: true });
  show(article, id, node);
}
const link = (article, id, text) => make("a", { href: "#", onclick: (e) => { e.preventDefault(); e.stopPropagation(); go(article, id); } }, text);
const markOf = (event) => event.target instanceof Element && event.target.closest("mark:not(.off)");
const articleOf = (mark) => articles.find((article) => article.node.contains(mark));
for (const kind of ["mouseover", "focusin", "click"]) {
  $("articles").addEventListener(kind, (event) => {
    const mark = markOf(event);
    if (mark) show(articleOf(mark), mark.dataset.fact, mark);
    else if (kind !== "focusin") hide();
  });
}
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
document.addEventListener("scroll", () => { if (matchMedia("(min-width: 40rem)").matches && !document.activeElement.closest("mark")) hide(); }, { passive: true });

// Kinds, with how many there are; each can be put out.
const off = new Set();
const counts = new Map();
facts.forEach(({ fact }) => counts.set(fact.kind, (counts.get(fact.kind) || 0) + 1));
for (const [kind, count] of [...counts].sort((a, b) => b[1] - a[1])) {
  $("kinds").append(make("button", {
    class: kind + " " + (hues.get(kind) || "h0"), "aria-pressed": "true",
    onclick: (event) => {
      off.has(kind) ? off.delete(kind) : off.add(kind);
      event.currentTarget.setAttribute("aria-pressed", String(!off.has(kind)));
      document.querySelectorAll("mark." + kind).forEach((mark) => mark.classList.toggle("off", off.has(kind)));
      draw[current] && draw[current]();
    },
  }, kind + " " + count));
}
$("kinds").hidden = false;
document.querySelector("h1").append(make("small", {}, many(articles.length, "article") + " · " + many(facts.length, "fact")));

// The table of facts.
let order = { by: null, down: false }, wanted = "", most = 500;
const columns = {
  kind: (row) => row.fact.kind,
  mention: (row) => row.fact.text,
  value: (row) => summary(row),
  article: (row) => row.article.name,
};
const number = (row) => (numeric.has(row.fact.kind) ? Number(row.fact.value ?? row.fact.lower) : NaN);
function compare(a, b) {
  if (order.by === "value" && !Number.isNaN(number(a)) && !Number.isNaN(number(b))) return number(a) - number(b);
  const [one, other] = [columns[order.by](a), columns[order.by](b)];
  // What says nothing stands last, whichever way.
  if (!one || !other) return (order.down ? -1 : 1) * (Number(!one) - Number(!other));
  return one.localeCompare(other, "zh");
}
function drawTable() {
  let rows = facts.filter((row) => !off.has(row.fact.kind) && (!wanted || Object.values(columns).some((column) => column(row).toLowerCase().includes(wanted))));
  if (order.by) rows = rows.sort((a, b) => (order.down ? -1 : 1) * compare(a, b));
  const head = make("tr", {}, ...Object.keys(columns).map((name) => make("th", { "aria-sort": order.by !== name ? "none" : order.down ? "descending" : "ascending" },
    make("button", { onclick: () => { order = { by: name, down: order.by === name && !order.down }; drawTable(); } }, name))));
  const body = rows.slice(0, most).map((row) => make("tr", {}, make("td", {}, tag(row.fact.kind)),
    make("td", {}, link(row.article, row.fact.id, row.fact.text)), make("td", {}, summary(row)), make("td", { class: "dim" }, row.article.name)));
  const rest = rows.length - body.length;
  const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
  const more = rest > 0 ? [make("button", { onclick: () => { most += 2000; drawTable(); } }, rest + " more")] : [];
  $("table").querySelector("div").replaceChildren(make("p", { class: "dim", id: "shown" }, many(rows.length, "fact")), table, ...more);
}
$("table").append(make("input", { type: "search", placeholder: "Filter", "aria-label": "Filter facts", oninput: (event) => { wanted = event.target.value.trim().toLowerCase(); drawTable(); } }), make("div"));

// The time line: dates that have a beginning.
function drawTimeline() {
  const dated = facts.filter((row) => row.fact.kind === "date" && (row.fact.start || row.fact.end) && row.fact.type !== "set");
  const key = (row) => row.fact.start || row.fact.end;
  dated.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  const groups = new Map();
  dated.forEach((row) => groups.set(row.fact.timex || key(row), [...(groups.get(row.fact.timex || key(row)) || []), row]));
  const around = ({ article, fact }) => {
    const sentence = article.data.facts.filter((other) => other.sentence === fact.sentence && other !== fact && !["date", "quote"].includes(other.kind) && !off.has(other.kind));
    return sentence.slice(0, 6).flatMap((other) => [" ", make("span", { class: "tag " + other.kind }, link(article, other.id, other.text))]);
  };
  $("timeline").replaceChildren(make("ol", {}, ...[...groups].map(([value, rows]) => make("li", {}, make("time", {}, value), ...rows.map((row) => make("div", {}, link(row.article, row.fact.id, row.fact.text), ...around(row)))))));
}

// Who and what is named, the most mentioned first; one name in several articles is one line.
function drawEntities() {
  const named = new Map();
  for (const article of articles) {
    for (const entity of article.data.entities) {
      if (off.has(entity.kind)) continue;
      const key = entity.kind + " " + entity.name;
      if (!named.has(key)) named.set(key, { entity, mentions: [] });
      entity.mentions.forEach((id) => article.byId.has(id) && named.get(key).mentions.push([article, id]));
    }
  }
  const rows = [...named.values()].sort((a, b) => b.mentions.length - a.mentions.length);
  $("entities").replaceChildren(make("ul", {}, ...rows.map(({ entity, mentions }) => make("li", {}, tag(entity.kind), " ", make("b", {}, entity.name),
    make("span", { class: "dim" }, " ×" + mentions.length + " "), ...mentions.slice(0, 40).flatMap(([article, id]) => [link(article, id, article.byId.get(id).text), " "])))));
}

// The views.
const draw = { table: drawTable, timeline: drawTimeline, entities: drawEntities };
let current = "articles";
function view(name) {
  current = name;
  hide();
  for (const id of ["articles", "table", "timeline", "entities"]) $(id).hidden = id !== name;
  [...$("views").children].forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === name)));
  if (draw[name]) draw[name]();
}
for (const [name, label] of [["articles", "Articles"], ["table", "Table"], ["timeline", "Time line"], ["entities", "Entities"]]) {
  $("views").append(make("button", { "data-view": name, "aria-pressed": String(name === "articles"), onclick: () => { view(name); scrollTo(0, 0); } }, label));
}
$("views").hidden = false;
// On paper, the table stands behind the articles.
addEventListener("beforeprint", () => { most = Infinity; drawTable(); });
