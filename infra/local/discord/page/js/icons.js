// Signs that look the same on every machine, whatever fonts it has.

const SHAPES = {
  calendar: "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
  eye: "M2 12s4-6 10-6 10 6 10 6-4 6-10 6S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  lock: "M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3",
  muted: "M6 17v-6a6 6 0 0 1 12 0v6zM10 20h4M3 3l18 18",
  pin: "M12 15v6M8 4h8l-1 6 3 5H6l3-5z",
  place: "M12 21s-6-6-6-11a6 6 0 0 1 12 0c0 5-6 11-6 11zM12 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  speaker: "M4 10v4h4l5 4V6l-5 4zM16 9a4 4 0 0 1 0 6",
  thread: "M4 5h16M4 10h11M4 15h6M13 14h7v5h-3l-4 3z",
};
const SVG = "http://www.w3.org/2000/svg";

/** For the eye only; what it stands for is said in words beside it. */
export function icon(name) {
  const picture = document.createElementNS(SVG, "svg");
  const shape = document.createElementNS(SVG, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "sign-icon", "aria-hidden": "true" })) picture.setAttribute(key, value);
  shape.setAttribute("d", SHAPES[name]);
  picture.append(shape);
  return picture;
}

const OF_CHANNELS = { 2: "speaker", 11: "thread", 12: "lock" };

/** What stands before a channel's name. */
export const signOf = (type) => (type === 1 ? "@" : type in OF_CHANNELS ? icon(OF_CHANNELS[type]) : "#");
