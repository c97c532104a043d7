/** Puts a colour around a text, or nothing where no colours are wanted. */
export type Paint = (colour: "green" | "red" | "yellow", text: string) => string;

const COLOURS = { accepted: "green", rejected: "red", unknown: "yellow" } as const;

/**
 * The verdict at the end of a row of the table, and before the colon of a reason: what people wrote
 * stands in other places.
 */
const VERDICT =
  /^((?:[^\s:][^:\n]* )?)(accepted|rejected|unknown)(?=(?:, (?:there|to link|to build|\?))?$|: )/gm;

/** The text of a plan with each verdict in its colour. */
export const verdictColours = (text: string, paint: Paint): string =>
  text.replaceAll(
    VERDICT,
    (_, before: string, verdict: keyof typeof COLOURS) =>
      `${before}${paint(COLOURS[verdict], verdict)}`,
  );
