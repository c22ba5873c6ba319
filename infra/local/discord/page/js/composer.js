// The box at the bottom: plain text is said, and / begins a command.

import { act, look, person, seen } from "./api.js";
import { Combobox } from "./combobox.js";
import { h, toast } from "./dom.js";
import { openModal } from "./modal.js";
import { OptionField } from "./option.js";

export class Composer {
  constructor(container, failed) {
    Object.assign(this, { container, failed, commands: [], fields: [], command: null });
    this.text = h("textarea", { id: "composer", rows: 1, placeholder: " ", autocomplete: "off", "data-testid": "composer", enterkeyhint: "send" });
    this.list = new Combobox(this.text, { source: (text) => this.matching(text), pick: (choice) => this.begin(choice.command), label: "Commands", heading: "Commands" });
    this.text.addEventListener("input", () => this.typed());
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.opener = h("button", { class: "icon slash", type: "button", "aria-label": "Use a command", title: "Use a command", onclick: () => this.slash() }, "/");
    this.prompt = h("span", { class: "prompt", "aria-hidden": "true" });
    this.plain = h("div", { class: "box" }, this.opener, h("div", { class: "writing" }, this.text, this.prompt));
    container.replaceChildren(this.list.list, this.plain);
  }

  /** For the person and the channel that are shown now. */
  open(channel) {
    const where = `${seen.viewer} ${channel.id}`;
    const name = channel.type === 1 ? channel.name : `#${channel.name}`;
    const label = channel.can_send ? `Message ${name}` : `Only commands work in ${name}`;
    this.text.setAttribute("aria-label", label);
    this.prompt.replaceChildren(label, h("span", { class: "wide" }, seen.state.ready && channel.has_commands ? ", or type / for commands" : ""));
    this.opener.disabled = !channel.has_commands;
    if (where !== this.where) this.cancel();
    this.where = where;
    const depends = JSON.stringify([where, person().roles, seen.state.names.commands]);
    if (depends !== this.depends) this.loaded = this.load(channel);
    this.depends = depends;
  }

  async load(channel) {
    const told = await look("commands", { as: seen.viewer, channel: channel.id });
    this.commands = told?.commands ?? [];
  }

  async typed() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
    await this.loaded;
    const exact = /^\/(.+) $/.exec(this.text.value);
    const command = exact && this.commands.find((each) => each.path === exact[1].trim());
    if (command) this.begin(command);
  }

  async matching(text) {
    if (!text.startsWith("/")) return [];
    await this.loaded;
    const words = text.slice(1).toLowerCase();
    const found = this.commands.filter((each) => each.path.startsWith(words));
    const others = this.commands.filter((each) => !each.path.startsWith(words) && each.path.includes(words.trim()));
    return [...found, ...others].map((command) => ({ command, label: `/${command.path}`, detail: command.description }));
  }

  slash() {
    this.cancel();
    this.text.value = "/";
    this.text.focus();
    this.list.load();
  }

  async key(event) {
    if (this.list.key(event)) return event.preventDefault();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return undefined;
    event.preventDefault();
    const content = this.text.value.trim();
    if (!content) return undefined;
    if (content.startsWith("/")) return this.named(content.slice(1));
    this.text.value = "";
    this.typed();
    return (await act("say", { content })) ?? this.restore(content);
  }

  /** A whole command that was typed; it is not said as text. */
  async named(path) {
    await this.loaded;
    const command = this.commands.find((each) => each.path === path);
    if (command) this.begin(command);
    else toast(`There is no command /${path} for you here.`);
  }

  restore(content) {
    this.text.value = content;
  }

  // A command that is being filled in

  begin(command) {
    this.list.close();
    this.text.value = "";
    this.command = command;
    const known = command.options.filter((option) => option.type !== 11);
    this.fields = [];
    this.pills = h("div", { class: "pills" });
    this.about = h("div", { class: "about", id: "option-about", "aria-live": "polite" });
    this.offers = h("div", { class: "offers", role: "group", "aria-label": "Optional" });
    const send = h("button", { class: "button primary send", type: "submit", "data-testid": "send-command" }, "Send");
    const cancel = h("button", { class: "icon", type: "button", "aria-label": "Cancel the command", onclick: () => this.cancel(true) }, "✕");
    const path = h("span", { class: "path" }, `/${command.path}`);
    this.form = h("form", { class: "box command", "data-testid": "command", "aria-label": `Command ${command.path}` }, this.about, h("div", { class: "line" }, path, this.pills, h("span", { class: "ends" }, cancel, send)), this.offers);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.container.replaceChildren(this.form);
    known.filter((option) => option.required).forEach((option) => this.add(option));
    this.unused = known.filter((option) => !option.required);
    this.offer();
    this.explain(null);
    (this.fields[0]?.input ?? send).focus();
    this.form.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && this.cancel(true));
  }

  add(option, focus = false) {
    const field = new OptionField(this.command, option, (self) => this.values(self));
    field.input.addEventListener("focus", () => {
      this.explain(field);
      field.list?.load();
    });
    field.input.addEventListener("keydown", (event) => this.fieldKey(event, field));
    this.fields.push(field);
    this.pills.append(field.element);
    if (field.list) this.form.prepend(field.list.list);
    if (focus) field.input.focus();
  }

  offer() {
    const use = (option) => {
      this.unused = this.unused.filter((each) => each !== option);
      this.offer();
      this.add(option, true);
    };
    const buttons = this.unused.map((option) => h("button", { class: "offer", type: "button", title: option.description, "aria-label": `Add ${option.name}: ${option.description}`, onclick: () => use(option) }, `+ ${option.name}`));
    this.offers.replaceChildren(...(buttons.length ? [h("span", { class: "hint" }, "Optional"), ...buttons] : []));
  }

  explain(field) {
    const { description, kind } = field?.about ?? { description: this.command.description, kind: "" };
    this.about.replaceChildren(field ? h("strong", null, field.option.name) : "", ` ${description} `, kind && h("span", { class: "kind" }, kind));
  }

  fieldKey(event, field) {
    if (field.list?.isOpen && event.key === "Tab" && !field.input.value) field.list.close();
    if (field.list?.key(event)) {
      if (event.key === "Tab") return; // chosen, and on to the next field
      event.preventDefault();
      return;
    }
    if (event.key === "Backspace" && !field.input.value) {
      event.preventDefault();
      this.remove(field);
    }
  }

  remove(field) {
    if (field.option.required) {
      if (this.fields.every((each) => !each.input.value)) this.cancel(true);
      return;
    }
    this.fields = this.fields.filter((each) => each !== field);
    field.element.remove();
    field.list?.list.remove();
    this.unused.unshift(field.option);
    this.offer();
    (this.fields.at(-1)?.input ?? this.form.querySelector(".send")).focus();
  }

  values(except) {
    const given = this.fields.filter((field) => field !== except && field.value !== null);
    return Object.fromEntries(given.map((field) => [field.option.name, field.value]));
  }

  async send() {
    const missing = this.fields.filter((field) => field.isMissing);
    this.fields.forEach((field) => field.complain(missing.includes(field)));
    if (missing.length > 0) return missing[0].input.focus();
    const { command } = this;
    const body = { command: command.path, options: this.values() };
    this.form.setAttribute("aria-busy", "true");
    this.form.querySelectorAll("input, button").forEach((each) => (each.disabled = true));
    const told = await act("command", body);
    if (!told) {
      this.form.removeAttribute("aria-busy");
      this.form.querySelectorAll("input, button").forEach((each) => (each.disabled = false));
      return undefined;
    }
    this.cancel(true);
    if (told.modal) openModal(told.interaction, told.modal);
    else if (told.problem) this.failed({ ...told, command: command.path, by: person().id });
    return undefined;
  }

  cancel(focus = false) {
    this.command = null;
    this.fields = [];
    this.container.replaceChildren(this.list.list, this.plain);
    this.text.value = "";
    if (focus) this.text.focus();
  }
}
