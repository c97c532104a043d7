export { t as demoProgressText } from "./demoText.js";
