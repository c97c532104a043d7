export { t as lock } from "./lockCommand.js";
