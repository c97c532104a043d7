export { t as build } from "./buildCommand.js";
