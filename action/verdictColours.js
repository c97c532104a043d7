// src/report/verdictColours.ts
const COLOURS = {
	accepted: "green",
	rejected: "red",
	unknown: "yellow"
};
/**
* The verdict at the end of a row of the table, and before the colon of a reason: what people wrote
* stands in other places.
*/
const VERDICT = /^((?:[^\s:][^:\n]* )?)(accepted|rejected|unknown)(?=(?:, (?:there|to link|to build|\?))?$|: )/gm;
/** The text of a plan with each verdict in its colour. */
const verdictColours = (text, paint) => text.replaceAll(VERDICT, (_, before, verdict) => `${before}${paint(COLOURS[verdict], verdict)}`);
export { verdictColours };
