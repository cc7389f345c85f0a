// Asks Prism and a server for the saved responses of a collection.
//
//     node prism.cjs MODULES FILE PORT
//
// Both answer the request of each saved response with `Prefer: code=…`. Prism has no names of Postman's examples. For each, one JSON
// line on standard output: {"pointer", "prism": {"code", "body"} or {"problem"}, "ours": the same}.
'use strict';

const fs = require('fs');
const path = require('path');

const [modules, file, port] = process.argv.slice(2);
const load = (name) => require(path.join(modules, 'node_modules', name));
const { createInstance, getHttpOperationsFromSpec } = load('@stoplight/prism-http');
const { Url } = load('postman-collection');

const silent = { child: () => silent };
for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'success']) {
    silent[level] = () => {};
}

const given = JSON.parse(fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
const [root, base] = given.collection && !given.item ? [given.collection, '/collection'] : [given, ''];
const variables = new Map((Array.isArray(root.variable) ? root.variable : []).filter(Boolean).map((it) => [it.key || it.id, it.value]));

main().catch((error) => {
    process.stderr.write(`${error.message || error}\n`);
    process.exitCode = 1;
});

async function main() {
    const operations = await getHttpOperationsFromSpec(root);
    const config = { isProxy: false, checkSecurity: false, validateRequest: false, validateResponse: false, errors: false, mock: { dynamic: false } };
    const prism = createInstance(config, { logger: silent });
    for (const { pointer, node, response } of responses(root, base)) {
        const request = parts(response.originalRequest || node.request);
        const code = Number(response.code);
        const theirs = await opinion(prism, operations, request, { ...config, mock: { dynamic: false, code } });
        const ours = await answer(request, code);
        process.stdout.write(JSON.stringify({ pointer, prism: theirs, ours }) + '\n');
    }
}

function responses(node, pointer) {
    if (!node || typeof node !== 'object') {
        return [];
    }
    if (Array.isArray(node.item)) {
        return node.item.flatMap((child, index) => responses(child, `${pointer}/item/${index}`));
    }
    const saved = Object.entries(Array.isArray(node.response) ? node.response : []);
    const isSaved = ([, it]) => it && typeof it === 'object' && Number(it.code) >= 100;
    return saved.filter(isSaved).map(([index, response]) => ({ pointer: `${pointer}/response/${index}`, node, response }));
}

/** Method, target, headers and body of a saved request, with values for its variables. */
function parts(saved) {
    const request = typeof saved === 'string' ? { url: saved } : saved;
    const url = new Url(filled(request.url || ''));
    const pathname = url.getPath().replace(/\{\{([^}]*)\}\}/g, 'v') || '/';
    const query = url.query.all().filter((it) => !it.disabled && it.key);
    const entries = Object.fromEntries(query.map((it) => [it.key, it.value === null || it.value === undefined ? '' : String(it.value)]));
    const headers = (Array.isArray(request.header) ? request.header : []).filter((it) => it && !it.disabled && it.key);
    const named = Object.fromEntries(headers.map((it) => [it.key.trim().toLowerCase(), filled(String(it.value || ''))]));
    delete named['content-length'];
    const body = request.body && request.body.mode === 'raw' ? filled(String(request.body.raw || '')) : undefined;
    return { method: String(request.method || 'GET').toLowerCase(), pathname, query: entries, headers: named, body };
}

/** With the values of the collection's variables, in texts and in URLs. */
function filled(value) {
    if (typeof value === 'string') {
        return value.replace(/\{\{([^{}]+)\}\}/g, (whole, name) => variables.get(name) || whole);
    }
    return value && typeof value === 'object' ? JSON.parse(filled(JSON.stringify(value))) : value;
}

async function opinion(prism, operations, { method, pathname, query, headers, body }, config) {
    const result = await prism.request({ method, url: { path: pathname, query }, headers, body }, operations, config)();
    if (result._tag === 'Left') {
        return { problem: String(result.left.title || result.left.message) };
    }
    const { statusCode, body: data } = result.right.output;
    return { code: statusCode, body: typeof data === 'string' ? data : data === undefined ? '' : JSON.stringify(data) };
}

async function answer({ method, pathname, query, headers, body }, code) {
    const search = new URLSearchParams(query).toString();
    const sent = { method: method.toUpperCase(), headers: { ...headers, prefer: `code=${code}` }, redirect: 'manual' };
    if (body !== undefined && !['get', 'head'].includes(method)) {
        sent.body = body;
    }
    try {
        const response = await fetch(`http://127.0.0.1:${port}${pathname}${search && `?${search}`}`, sent);
        return { code: response.status, body: await response.text() };
    } catch (error) {
        return { problem: String(error.cause || error.message) };
    }
}
