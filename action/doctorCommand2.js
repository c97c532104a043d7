export { t as doctor } from "./doctorCommand.js";
