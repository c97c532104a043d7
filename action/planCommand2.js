export { t as plan } from "./planCommand.js";
