export { t as actionsCache } from "./actionsCache2.js";
