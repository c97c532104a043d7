import { t as require_api_request } from "./api-request.js";
export default require_api_request();
export {};
