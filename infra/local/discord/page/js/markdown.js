// Discord's markdown as elements. Nothing that a message says is ever taken as HTML.

import { h, color } from "./dom.js";
import { nameOf, seen } from "./api.js";
import { icon, signOf } from "./icons.js";
import { isSeen } from "./threads.js";
import { timestamp } from "./time.js";

const link = (url, text, title) => h("a", { href: url, target: "_blank", rel: "noreferrer noopener", title }, text);
/** No line ends between a sign and the name behind it. */
const GLUE = "\u2060";
const ping = (text, extra) => h("span", { class: "ping", ...extra }, text);

/** `[words](address)`, with `<>` around the address or balanced brackets in it, and perhaps a "title". */
const MASKED = /\[((?:\\.|[^\]\\])+)\]\((?:<(https?:\/\/[^\s>]+)>|(https?:\/\/(?:[^\s()<>]|\([^\s()<>]*\))+))(?: +"([^"]*)")?\)/y;

const INLINE = [
  [/\\([\\`*_~|>#[\]()<:@.!{}+-])/y, (m) => m[1]],
  [/``(.+?)``|`([^`]+)`/sy, (m) => h("code", null, m[1] ?? m[2])],
  [/<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y, (m) => timestamp(Number(m[1]), m[2])],
  [/<@!?(\d+)>/y, (m) => ping(`@${nameOf(m[1])}`)],
  [/<@&(\d+)>/y, (m) => role(m[1])],
  [/<#(\d+)>/y, (m) => channel(m[1])],
  [/<\/([^:>]+):(\d+)>/y, (m) => ping(`/${m[1]}`)],
  [/<a?:(\w+):\d+>/y, (m) => `:${m[1]}:`],
  [/@(everyone|here)\b/y, (m) => ping(m[0])],
  [MASKED, (m) => link(m[2] ?? m[3], inline(m[1]), m[4] ?? m[2] ?? m[3])],
  [/<(https?:\/\/[^\s>]+)>/y, (m) => link(m[1], m[1])],
  [/https?:\/\/[^\s<>]*[^\s<>.,:;"')\]]/y, (m) => link(m[0], m[0])],
  [/\*\*\*(?=\S)(.+?)\*\*\*/sy, (m) => h("strong", null, h("em", null, inline(m[1])))],
  [/\*\*(?=\S)(.+?)\*\*(?!\*)/sy, (m) => h("strong", null, inline(m[1]))],
  [/__(?=\S)(.+?)__(?!_)/sy, (m) => h("u", null, inline(m[1]))],
  [/~~(?=\S)(.+?)~~/sy, (m) => h("s", null, inline(m[1]))],
  [/\|\|(?=\S)(.+?)\|\|/sy, (m) => spoiler(m[1])],
  [/\*(?=[^\s*])((?:\\.|[^*\\])+?)\*(?!\*)/sy, (m) => h("em", null, inline(m[1]))],
  [/\b_(?=[^\s_])((?:\\.|[^_\\])+?)_(?![_\w])/sy, (m) => h("em", null, inline(m[1]))],
  [/\n/y, () => h("br")],
];

export function inline(text) {
  const parts = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const found = match(text, at);
    if (!found) {
      plain += text[at++];
      continue;
    }
    if (plain) parts.push(plain);
    plain = "";
    parts.push(found.part);
    at = found.end;
  }
  return plain ? [...parts, plain] : parts;
}

function match(text, at) {
  for (const [pattern, build] of INLINE) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    // Building may run the same patterns on the inside, so the end is taken first.
    if (found) return { end: at + found[0].length, part: build(found) };
  }
  return null;
}

function role(id) {
  const known = seen.state.names.roles[id];
  return ping(`@${known?.name ?? "unknown-role"}`, { style: known?.color ? { color: color(known.color) } : {} });
}

function channel(id) {
  const known = seen.state.names.channels[id];
  if (!known) return ping("#unknown");
  if (!isSeen(id)) return ping([icon("lock"), GLUE, "No Access"]);
  return h("a", { class: "ping", href: `#${new URLSearchParams({ as: seen.viewer, at: id })}` }, [signOf(known.type), GLUE, known.name]);
}

function spoiler(text) {
  const open = (event) => event.currentTarget.classList.add("open");
  return h("button", { class: "spoiler", type: "button", onclick: open, "aria-label": "Spoiler, show" }, h("span", null, inline(text)));
}

const LIST = /^( *)(?:[-*]|(\d{1,9})\.) +(.*)$/;

export function markdown(text) {
  const lines = text.split("\n");
  const blocks = [];
  while (lines.length > 0) blocks.push(block(lines));
  return h("div", { class: "markdown" }, blocks);
}

/** Takes the next block's lines off the list. */
function block(lines) {
  const line = lines[0];
  if (line.startsWith("```")) return fence(lines);
  if (line.startsWith(">>> ")) return h("blockquote", null, markdown(lines.splice(0).join("\n").slice(4)));
  if (/^> ?/.test(line)) return h("blockquote", null, markdown(take(lines, /^> ?/).map((each) => each.replace(/^> ?/, "")).join("\n")));
  const title = /^(#{1,3}) +(.+)$/.exec(line);
  if (title) return lines.shift() && h(`h${title[1].length + 2}`, null, inline(title[2]));
  if (line.startsWith("-# ")) return lines.shift() && h("small", { class: "subtext" }, inline(line.slice(3)));
  if (LIST.test(line)) return list(take(lines, LIST));
  return h("p", null, inline(paragraph(lines).join("\n")));
}

function fence(lines) {
  const whole = /^```(?:[\w+-]*\n)?([\s\S]*?)\n?```(\n?)([\s\S]*)$/.exec(lines.join("\n"));
  if (!whole) return h("p", null, lines.shift());
  lines.splice(0, lines.length, ...(whole[3] ? whole[3].split("\n") : []));
  return h("pre", null, h("code", null, whole[1]));
}

const take = (lines, pattern) => {
  const end = lines.findIndex((line) => !pattern.test(line));
  return lines.splice(0, end < 0 ? lines.length : end);
};

function paragraph(lines) {
  const taken = [lines.shift()];
  const starts = /^(```|> ?|#{1,3} +\S|-# )/;
  while (lines.length > 0 && !starts.test(lines[0]) && !LIST.test(lines[0])) taken.push(lines.shift());
  return taken;
}

function list(lines) {
  const items = lines.map((line) => LIST.exec(line));
  const first = items[0][2];
  const shown = items.map(([, indent, , text]) => h("li", { class: indent.length > 1 && "inner" }, inline(text)));
  return first ? h("ol", { start: first }, shown) : h("ul", null, shown);
}
