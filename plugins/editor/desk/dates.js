// Dates as writers write them, by the rules of plugins/newsroom/dates.py: year first, nothing is guessed. Pure.

const MOMENT = new RegExp(
  "^(\\d{4})([-/])(\\d{1,2})\\2(\\d{1,2})" +
    "(?:(?:\\s*T\\s*|\\s+)(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:[.,]\\d{1,9})?)?(?:\\s*([ap])\\.?m\\.?)?" +
    "\\s*(Z|UTC|GMT|([+-])(\\d{1,2})(?::?(\\d{2}))?)?)?$",
  "i",
);

/** {year, month, day, hour, minute, second, offset} of a date, numbers; `hour` null for a day alone, `offset` in minutes or null. Null for what is no date. */
export function partsOf(text) {
  const found = MOMENT.exec(String(text).trim().split(/\s+/).join(" "));
  if (!found) return null;
  const [, year, , month, day, hour, minute, second, half, zone, sign, zoneHour, zoneMinute] = found;
  const parts = { year: +year, month: +month, day: +day, hour: hour === undefined ? null : +hour, minute: +(minute ?? 0), second: +(second ?? 0), offset: null };
  if (half) {
    if (parts.hour < 1 || parts.hour > 12) return null;
    parts.hour = (parts.hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  }
  if (zone) {
    const ahead = zoneHour === undefined ? 0 : +zoneHour * 60 + +(zoneMinute ?? 0);
    if (ahead > 14 * 60) return null;
    parts.offset = sign === "-" ? -ahead : ahead;
  }
  return exists(parts) ? parts : null;
}

function exists({ year, month, day, hour, minute, second }) {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()) return false;
  return (hour ?? 0) < 24 && minute < 60 && second < 60;
}

/** The moment of a date in milliseconds; one without an offset is in `zone`, a name such as "Europe/Berlin". */
export function momentOf(parts, zone) {
  const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour ?? 0, parts.minute, parts.second);
  return wall - (parts.offset ?? offsetAt(wall, zone)) * 60_000;
}

/** A date as the form holds it, `2026-11-20T09:00+01:00`: one without an offset gets that of the site's zone. What is no date stays as it is. */
export function withOffset(text, zone) {
  const parts = partsOf(text);
  if (!parts) return text;
  const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour ?? 0, parts.minute, parts.second);
  const ahead = parts.offset ?? offsetAt(wall, zone);
  const two = (number) => String(number).padStart(2, "0");
  const size = Math.abs(ahead);
  const offset = `${ahead < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${String(parts.year).padStart(4, "0")}-${two(parts.month)}-${two(parts.day)}T${two(parts.hour ?? 0)}:${two(parts.minute)}${offset}`;
}

/** How many minutes a zone is ahead of UTC when its clocks show `wall`. */
function offsetAt(wall, zone) {
  let ahead = 0;
  for (let turn = 0; turn < 2; turn += 1) ahead = aheadAt(wall - ahead * 60_000, zone);
  return ahead;
}

function aheadAt(moment, zone) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
  });
  const shown = Object.fromEntries(format.formatToParts(new Date(moment)).map((part) => [part.type, +part.value]));
  const there = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute);
  return Math.round((there - Math.floor(moment / 60_000) * 60_000) / 60_000);
}
