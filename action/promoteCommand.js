export { t as promote } from "./promoteCommand2.js";
