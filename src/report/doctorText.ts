import { plainText } from "../text/plainText.ts";
import { count } from "../text/units.ts";
import type { Finding, Level } from "../host/finding.ts";

const MARK: Readonly<Record<Level, string>> = {
  ok: "ok",
  warn: "warn",
  fail: "FAIL",
  unknown: "?",
  skipped: "-",
};

/** A fix that was printed already is named instead of printed again. */
const fixLines = (finding: Finding, printed: Map<string, string>): string[] => {
  if (finding.fix.length === 0) return [];
  const key = finding.fix.join("\n");
  const earlier = printed.get(key);
  if (earlier !== undefined) return [`      fix: same as for ${earlier}`];
  printed.set(key, finding.title);
  return ["      fix:", ...finding.fix.map((line) => `        ${line}`)];
};

const findingLines = (finding: Finding, width: number, printed: Map<string, string>): string[] => {
  const head =
    `${MARK[finding.level].padEnd(4)}  ${finding.title.padEnd(width)}  ${plainText(finding.found)}`.trimEnd();
  if (finding.level === "ok" || finding.level === "skipped") return [head];
  return [
    head,
    ...(finding.why === "" ? [] : [`      ${plainText(finding.why)}`]),
    ...fixLines(finding, printed),
    `      source: ${finding.source}`,
  ];
};

const ORDER: readonly (readonly [Level, (number: number) => string])[] = [
  ["fail", (number) => `${number} failed`],
  ["warn", (number) => count(number, "warning")],
  ["unknown", (number) => `${number} unknown`],
  ["skipped", (number) => `${number} skipped`],
  ["ok", (number) => `${number} ok`],
];

/** What a person reads: one line a finding, more where something is to be done, and the sums. */
export const doctorText = (list: readonly Finding[]): string => {
  const width = Math.max(0, ...list.map((finding) => finding.title.length));
  const sums = ORDER.map(([level, text]) => ({
    number: list.filter((finding) => finding.level === level).length,
    text,
  })).filter(({ number }) => number > 0);
  const printed = new Map<string, string>();
  return [
    ...list.flatMap((finding) => findingLines(finding, width, printed)),
    "",
    sums.map(({ number, text }) => text(number)).join(", "),
  ].join("\n");
};
