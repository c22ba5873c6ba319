// One message, as the person who looks at it sees it.

import { act, colorOf, nameOf, now, seen } from "./api.js";
import { attachments, place } from "./attachments.js";
import { components } from "./components.js";
import { avatar, color, h } from "./dom.js";
import { icon } from "./icons.js";
import { inline, markdown } from "./markdown.js";
import { sentAt, timestamp } from "./time.js";

const GROUPED_WITHIN = 7 * 60 * 1000;
const PIN_NOTICE = 6;

/** Messages of one author shortly after one another share a head. */
export function grouped(messages) {
  return messages.map((each, index) => {
    const before = messages[index - 1];
    const near = before && new Date(each.timestamp) - new Date(before.timestamp) < GROUPED_WITHIN;
    const plain = !each.used && !each.replies_to && !each.only_you && !before?.only_you;
    const grouped = Boolean(near && plain && before.author.id === each.author.id && before.type !== PIN_NOTICE);
    return { ...each, grouped, sees: /<#\d/.test(JSON.stringify([each.content, each.embeds])) && seesNow(), day: dayBetween(before, each), today: new Date(now()).toDateString() };
  });
}

/** Links to channels look otherwise to those who do not see them. */
const seesNow = () => seen.state.servers.flatMap((each) => each.channels.flatMap((one) => [one.id, ...one.threads.map((thread) => thread.id)])).join();

function dayBetween(before, message) {
  const day = new Date(message.timestamp).toDateString();
  return before && new Date(before.timestamp).toDateString() === day ? null : message.timestamp;
}

export function message(shown) {
  const classes = ["message", shown.grouped && "grouped", shown.only_you && "private", shown.mentions_me && "mentioned"];
  return h(
    "li",
    { class: classes.filter(Boolean).join(" "), "data-testid": "message", "data-message": shown.id },
    shown.day && h("div", { class: "day" }, h("span", null, new Intl.DateTimeFormat(undefined, { dateStyle: "long" }).format(new Date(shown.day)))),
    above(shown),
    h("div", { class: "body" }, !shown.grouped && avatar(nameOf(shown.author.id), shown.author.bot ? "bot" : ""), h("div", { class: "said" }, head(shown), content(shown))),
  );
}

function above(shown) {
  if (shown.used) {
    return h("div", { class: "above" }, avatar(nameOf(shown.used.by), "tiny"), h("strong", null, nameOf(shown.used.by)), " used ", h("span", { class: "ping" }, `/${shown.used.command}`));
  }
  if (!shown.replies_to) return null;
  const author = nameOf(shown.replies_to.author_id);
  const bot = shown.replies_to.author_id === seen.state.bot;
  const text = shown.replies_to.content || shown.replies_to.title;
  return h("div", { class: "above" }, avatar(author, bot ? "tiny bot" : "tiny"), h("strong", null, author), h("span", { class: "excerpt" }, text ? inline(text) : "a message without text"));
}

function head(shown) {
  if (shown.grouped) return null;
  const name = h("strong", { class: "author", style: { color: color(colorOf(shown.author.id)) ?? "" } }, nameOf(shown.author.id));
  return h("div", { class: "head" }, name, shown.author.bot && h("span", { class: "tag" }, "APP"), h("time", { datetime: shown.timestamp }, sentAt(shown.timestamp)));
}

function content(shown) {
  if (shown.type === PIN_NOTICE) return h("p", { class: "hint" }, "pinned a message to this channel.");
  if (shown.failed) return h("p", { class: "failed" }, "The application did not respond");
  if (shown.loading) return h("p", { class: "thinking" }, h("span", { class: "dots", "aria-hidden": "true" }), `${nameOf(shown.author.id)} is thinking…`);
  return [
    shown.content && withEdited(markdown(shown.content), shown),
    attachments(shown),
    (shown.flags & 4) === 0 && shown.embeds.map(embed),
    !shown.content && edited(shown),
    components(shown),
    shown.thread && h("a", { class: "threadlink", href: `#${new URLSearchParams({ as: seen.viewer, at: shown.thread.id })}` }, [icon("thread"), ` ${shown.thread.name} ›`]),
    shown.pinned && h("p", { class: "hint" }, icon("pin"), " pinned"),
    shown.only_you && onlyYou(shown),
  ];
}

const edited = (shown) => shown.edited_timestamp && h("span", { class: "hint edited", title: sentAt(shown.edited_timestamp) }, "(edited)");

/** At the end of the last line, where there is one. */
function withEdited(text, shown) {
  const mark = edited(shown);
  if (mark) (text.lastElementChild?.tagName === "P" ? text.lastElementChild : text).append(" ", mark);
  return text;
}

function onlyYou(shown) {
  const dismiss = () => act("dismiss", { message: shown.id });
  return h("p", { class: "hint only" }, icon("eye"), " Only you can see this · ", h("button", { class: "plain", type: "button", onclick: dismiss }, "Dismiss message"));
}

function embed(given) {
  const fields = (given.fields ?? []).map((field) =>
    h("div", { class: field.inline ? "inline" : "" }, h("strong", null, inline(field.name)), markdown(field.value)));
  const foot = [given.footer?.text, given.timestamp && timestamp(Date.parse(given.timestamp) / 1000, "s")].filter(Boolean);
  const title = given.title && (given.url ? h("a", { href: given.url, target: "_blank", rel: "noreferrer noopener" }, inline(given.title)) : inline(given.title));
  return h(
    "article",
    { class: "embed", "data-testid": "embed", style: given.color ? { "--accent-line": color(given.color) } : {} },
    given.thumbnail?.url && h("img", { class: "thumbnail", src: place(given.thumbnail.url), alt: given.thumbnail.description ?? "", loading: "lazy" }),
    given.author?.name && h("div", { class: "embed-author" }, given.author.name),
    title && h("h3", null, title),
    given.description && markdown(given.description),
    fields.length > 0 && h("div", { class: "embed-fields" }, fields),
    given.image?.url && h("img", { src: place(given.image.url), alt: given.image.description ?? "", loading: "lazy" }),
    foot.length > 0 && h("footer", null, foot.flatMap((part, index) => (index ? [" · ", part] : [part]))),
  );
}

/** What a person reads when the bot did not answer; kept in the page only, as Discord does. */
export function notice(shown) {
  return h(
    "li",
    { class: "message private", "data-testid": "message" },
    h("div", { class: "above" }, avatar(nameOf(seen.state.me), "tiny"), h("strong", null, nameOf(seen.state.me)), " used ", h("span", { class: "ping" }, `/${shown.command}`)),
    h("div", { class: "body" }, avatar(nameOf(seen.state.bot), "bot"), h("div", { class: "said" }, h("p", { class: "failed", role: "alert" }, shown.problem), shown.details.map((each) => h("p", { class: "hint" }, each)), h("p", { class: "hint only" }, icon("eye"), " Only you can see this · ", h("button", { class: "plain", type: "button", onclick: shown.dismiss }, "Dismiss message")))),
  );
}
