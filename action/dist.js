export { o as default } from "./powershell-C1q3FW2e.js";
