export { t as inspector } from "./inspector.js";
