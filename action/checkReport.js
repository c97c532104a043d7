// src/inspect/checkReport.ts
/** One line: what, where, out of which layer. */
const findingText = ({ message, path, layer }) => {
	const place = [path, layer === void 0 ? void 0 : `from ${layer}`].filter((part) => part !== void 0).join(", ");
	return place === "" ? message : `${message.replace(/\.$/, "")} (${place}).`;
};
/** Why tags may not move, one sentence a finding; none when the image is as it should be. */
const checkReasons = ({ findings }) => findings.map((finding) => `${finding.check}: ${findingText(finding)}`);
export { findingText as n, checkReasons as t };
