export { n as renderSummary } from "./runSummary2.js";
