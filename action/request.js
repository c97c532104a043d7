// src/matrix/request.ts
const AXES = [
	"cuda",
	"ubuntu",
	"python",
	"flavor",
	"set"
];
export { AXES as t };
