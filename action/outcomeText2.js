export { t as outcomeText } from "./outcomeText.js";
