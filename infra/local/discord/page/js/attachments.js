// Files that came with a message: pictures are shown, others offered for download.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp"];
const UNITS = ["bytes", "KB", "MB"];

export const attachments = (message) => message.attachments.map((each) => (PICTURES.includes(each.content_type) ? picture(each) : file(each)));

/** A picture of ours has a link for the bot, which may know this server by another name. */
export function place(url) {
  const { pathname, href } = new URL(url, location.href);
  return pathname.startsWith("/attachments/") ? pathname : href;
}

function picture(given) {
  const shown = h("img", { src: place(given.url), alt: given.description || given.filename, width: given.width, height: given.height, loading: "lazy" });
  return h("a", { class: "picture", href: place(given.url), target: "_blank", "data-testid": "attachment" }, shown);
}

function file(given) {
  const link = h("a", { href: place(given.url), download: given.filename }, given.filename);
  return h("p", { class: "file", "data-testid": "attachment" }, icon("file"), h("span", { class: "who" }, link, h("span", { class: "hint" }, size(given.size))));
}

function size(bytes) {
  const step = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  return `${Number((bytes / 1024 ** step).toFixed(1))} ${UNITS[step]}`;
}
