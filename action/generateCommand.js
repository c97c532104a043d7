export { t as generate } from "./generateCommand2.js";
