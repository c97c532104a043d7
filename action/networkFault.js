import { r as unreachable, t as DlEnvError } from "./error.js";
// node_modules/yocto-queue/index.js
var Node = class {
	value;
	next;
	constructor(value) {
		this.value = value;
	}
};
var Queue = class {
	#head;
	#tail;
	#size;
	constructor() {
		this.clear();
	}
	enqueue(value) {
		const node = new Node(value);
		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}
		this.#size++;
	}
	dequeue() {
		const current = this.#head;
		if (!current) return;
		this.#head = this.#head.next;
		this.#size--;
		if (!this.#head) this.#tail = void 0;
		return current.value;
	}
	peek() {
		if (!this.#head) return;
		return this.#head.value;
	}
	clear() {
		this.#head = void 0;
		this.#tail = void 0;
		this.#size = 0;
	}
	get size() {
		return this.#size;
	}
	*[Symbol.iterator]() {
		let current = this.#head;
		while (current) {
			yield current.value;
			current = current.next;
		}
	}
	*drain() {
		while (this.#head) yield this.dequeue();
	}
};
// node_modules/p-limit/index.js
function pLimit(concurrency) {
	let rejectOnClear = false;
	if (typeof concurrency === "object") ({concurrency, rejectOnClear = false} = concurrency);
	validateConcurrency(concurrency);
	if (typeof rejectOnClear !== "boolean") throw new TypeError("Expected `rejectOnClear` to be a boolean");
	const queue = new Queue();
	let activeCount = 0;
	const resumeNext = () => {
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};
	const next = () => {
		activeCount--;
		resumeNext();
	};
	const run = async (function_, resolve, arguments_) => {
		const result = (async () => function_(...arguments_))();
		resolve(result);
		try {
			await result;
		} catch {}
		next();
	};
	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = { reject };
		new Promise((internalResolve) => {
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(void 0, function_, resolve, arguments_));
		if (activeCount < concurrency) resumeNext();
	};
	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});
	Object.defineProperties(generator, {
		activeCount: { get: () => activeCount },
		pendingCount: { get: () => queue.size },
		clearQueue: { value() {
			if (!rejectOnClear) {
				queue.clear();
				return;
			}
			const abortError = AbortSignal.abort().reason;
			while (queue.size > 0) queue.dequeue().reject(abortError);
		} },
		concurrency: {
			get: () => concurrency,
			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;
				queueMicrotask(() => {
					while (activeCount < concurrency && queue.size > 0) resumeNext();
				});
			}
		},
		map: { async value(iterable, function_) {
			const promises = [];
			try {
				Array.from(iterable, (value, index) => {
					const promise = generator(function_, value, index);
					promises.push(promise);
					return promise;
				});
			} catch (error) {
				for (const promise of promises) promise.catch(() => {});
				throw error;
			}
			return Promise.all(promises);
		} }
	});
	return generator;
}
function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) throw new TypeError("Expected `concurrency` to be a number from 1 and up");
}
// src/registry/networkFault.ts
/**
* A name that does not exist will not exist in a second either; one whose server did not answer
* (EAI_AGAIN) may.
*/
const isUnknownHost = (error) => error instanceof Error && ("code" in error && error.code === "ENOTFOUND" || isUnknownHost(error.cause));
/**
* Answers that will not be any better: headers that are too large, a body that is not as long as
* its header says, http where https was asked, a certificate that nobody here trusts.
*/
const HOPELESS = /^UND_ERR_(?:HEADERS_OVERFLOW|INVALID_ARG|NOT_SUPPORTED)$|^ERR_SSL_WRONG_VERSION_NUMBER$|CERT/;
const isNetworkCode = (code) => !HOPELESS.test(code) && /^(?:ECONN|EPIPE|ETIMEDOUT|UND_ERR|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP2)/.test(code);
const isHopeless = (error) => error instanceof Error && ("code" in error && HOPELESS.test(String(error.code)) || isHopeless(error.cause));
/** Whether what was thrown means that no (whole) answer came, so that asking again may help. */
const isNetworkFault = (error) => {
	if (isUnknownHost(error) || isHopeless(error)) return false;
	if (error instanceof DlEnvError) return error.code === "network" && !(error.cause instanceof DlEnvError);
	if (!(error instanceof Error)) return false;
	return isNetworkCode("code" in error ? String(error.code) : "") || error.cause !== void 0 && isNetworkFault(error.cause);
};
const reasonOf = (error) => {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
};
/** An error of a body as the network's, where it is that; every other one as it is. */
const asNetworkError = (error, { host, origin }) => error instanceof DlEnvError || !isNetworkFault(error) ? error : unreachable({
	code: "network",
	message: `The answer of ${host} was cut off (${reasonOf(error)}).`,
	hint: `Check the connection: curl -sSI ${origin}/v2/`
}, { cause: error });
const refusalOf = (error) => {
	if (!(error instanceof DlEnvError) || typeof error.cause !== "object" || error.cause === null) return void 0;
	if (!("status" in error.cause) || typeof error.cause.status !== "number") return void 0;
	return {
		status: error.cause.status,
		code: "code" in error.cause && typeof error.cause.code === "string" ? error.cause.code : void 0
	};
};
/**
* Status of the answer behind an error (see refusal.ts); undefined for errors that are no
* registry's refusal.
*/
const refusalStatus = (error) => refusalOf(error)?.status;
/** Statuses of the 400s that say "later" and not "no". */
const LATER = [
	408,
	425,
	429
];
const NOT_IMPLEMENTED = 501;
/**
* Whether an error is a registry's or its token service's final no: for want of a right, or because
* it does not do that, or not so.
*/
const isRefusal = (error) => {
	const status = refusalStatus(error) ?? 0;
	return status >= 400 && status < 500 && !LATER.includes(status) || status === NOT_IMPLEMENTED;
};
/** The registry's own code behind an error, where it named one. */
const refusalCode = (error) => refusalOf(error)?.code;
/**
* What the table of retries calls this error; undefined for errors that it does not know. A blob
* that came too slowly may come faster over a new connection.
*/
const faultOf = (error) => {
	if (error instanceof DlEnvError && error.code === "too-slow") return { network: true };
	if (error instanceof DlEnvError && error.code === "registry-full") return void 0;
	return isNetworkFault(error) ? { network: true } : refusalOf(error);
};
export { refusalCode as a, isRefusal as i, faultOf as n, refusalStatus as o, isNetworkFault as r, pLimit as s, asNetworkError as t };
