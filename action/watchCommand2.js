export { t as watch } from "./watchCommand.js";
