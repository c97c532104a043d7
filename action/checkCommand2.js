export { t as check } from "./checkCommand.js";
