// Runs the requests of saved responses with npm's newman against a server that answers with them.
//
//     node served.cjs MODULES FILE PORT
//
// Each request is sent twice: as it is saved, and with the headers that select its response. For each, one JSON line on
// standard output: {"pointer", "asks", "code", "body"} with the body in Base64, or {"pointer", "asks", "problem"}.
'use strict';

const fs = require('fs');
const path = require('path');

const [modules, file, port] = process.argv.slice(2);
const load = (name) => require(path.join(modules, 'node_modules', name));
const newman = load('newman');
const sdk = load('postman-collection');

const given = JSON.parse(fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
const [root, base] = given.collection && !given.item ? [given.collection, '/collection'] : [given, ''];
const items = [];
collect(root, base);
run();

function collect(node, pointer) {
    if (!node || typeof node !== 'object') {
        return;
    }
    if (Array.isArray(node.item)) {
        node.item.forEach((child, index) => collect(child, `${pointer}/item/${index}`));
        return;
    }
    for (const [index, response] of Object.entries(Array.isArray(node.response) ? node.response : [])) {
        if (response && typeof response === 'object' && Number(response.code) >= 100) {
            const at = `${pointer}/response/${index}`;
            items.push(item(node, response, at, false), item(node, response, at, true));
        }
    }
}

/** The request of a saved response, to this server, without what has no effect on the selection. */
function item(node, response, pointer, asks) {
    const saved = response.originalRequest || node.request;
    const request = JSON.parse(JSON.stringify(typeof saved === 'string' ? { url: saved } : saved));
    const url = typeof request.url === 'string' ? new sdk.Url(request.url).toJSON() : request.url || {};
    request.url = { ...url, protocol: 'http', auth: undefined, host: ['127', '0', '0', '1'], port: String(port) };
    request.auth = { type: 'noauth' };
    const body = request.body || {};
    if (body.mode === 'file') {
        delete request.body;
    }
    if (Array.isArray(body.formdata)) {
        body.formdata = body.formdata.filter((field) => field && field.type !== 'file');
    }
    request.header = (Array.isArray(request.header) ? request.header : []).filter((it) => it && !/^content-length$/i.test(it.key));
    if (asks) {
        request.header.push({ key: 'x-mock-response-code', value: String(response.code) });
        if (!body.mode || body.mode === 'raw') {
            request.header.push({ key: 'x-mock-match-request-body', value: 'true' });
        }
        const id = response.id || response._postman_id;
        const name = String(response.name || '').replace(/\s+/g, ' ').trim();
        if (id) {
            request.header.push({ key: 'x-mock-response-id', value: String(id) });
        } else if (/^[\x20-\x7e]{1,200}$/.test(name) && !name.includes('{{')) {
            request.header.push({ key: 'x-mock-response-name', value: name });
        }
    }
    return { name: JSON.stringify({ pointer, asks }), request, protocolProfileBehavior: { followRedirects: false } };
}

function run() {
    // A variable with an empty value has one by its name, as an environment would give it.
    const variables = (Array.isArray(root.variable) ? root.variable : []).filter(Boolean);
    const variable = variables.map((it) => ({ ...it, value: it.value || `v-${it.key}` }));
    const collection = { info: { name: 'served' }, item: items, variable };
    const received = (error, { item, response }) => {
        const outcome = error
            ? { problem: String(error.message || error) }
            : { code: response.code, body: Buffer.from(response.stream || '').toString('base64') };
        process.stdout.write(JSON.stringify({ ...JSON.parse(item.name), ...outcome }) + '\n');
    };
    newman
        .run({ collection, timeoutRequest: 10000 }, (error) => {
            if (error) {
                process.stderr.write(String(error.message || error) + '\n');
            }
            process.exitCode = error ? 1 : 0;
        })
        .on('request', received);
}
