export { t as smoke } from "./smokeCommand2.js";
