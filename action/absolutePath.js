// src/system/absolutePath.ts
/**
* The folder or file that a variable names; undefined when it names none, or a relative one: that
* would lie in the working folder, which strangers write.
*/
const absolutePath = (env, name) => {
	const path = env.get(name);
	return path?.startsWith("/") === true ? path : void 0;
};
export { absolutePath as t };
