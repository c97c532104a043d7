export { t as pick } from "./pickCommand.js";
