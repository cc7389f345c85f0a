// Runs collections with npm's newman, every connection led to a recorder on loopback.
//
//     node run.cjs MODULES FOLDER PORT        collections as JSON lines on standard input: {"id", "path"}
//
// For each collection it answers with one JSON line: what was prepared, and for each item whether it was sent. All that the
// collection leaves open is given a value here, by the name of the variable; generated code is given the same values.
'use strict';

const fs = require('fs');
const http = require('http');
const net = require('net');
const path = require('path');
const readline = require('readline');

const [modules, folder, port] = process.argv.slice(2);
const load = (name) => require(path.join(modules, 'node_modules', name));
nameDynamicVariables();
const newman = load('newman');
const sdk = load('postman-collection');
const transformer = load('postman-collection-transformer');

const VARIABLE = /\{\{([^{}]*?)}}/g;
const SECONDS = 1704164645;

freezeTime();
main();

async function main() {
    fs.mkdirSync(path.join(folder, 'files'), { recursive: true });
    process.chdir(folder);
    for await (const line of readline.createInterface({ input: process.stdin })) {
        const { id, path: file } = JSON.parse(line);
        let answer;
        try {
            answer = await collection(id, file);
        } catch (error) {
            answer = { problem: String(error.message || error) };
        }
        process.stdout.write(JSON.stringify(answer) + '\n');
    }
    process.exit(0);
}

/** What signing and `$timestamp` see of the clock. */
function freezeTime() {
    const Real = Date;
    global.Date = class extends Real {
        constructor(...given) {
            super(...(given.length ? given : [SECONDS * 1000]));
        }
        static now() {
            return SECONDS * 1000;
        }
    };
}

/** `{{$guid}}` gives `dynZguidZ`: a name that the comparison knows the form of. The library copies them when it is loaded. */
function nameDynamicVariables() {
    const generators = load('postman-collection/lib/superstring/dynamic-variables');
    for (const name of Object.keys(generators)) {
        generators[name].generator = () => `dynZ${name.slice(1)}Z`;
    }
}

async function collection(id, file) {
    const text = fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    const given = JSON.parse(text);
    prepare(given);
    const prepared = path.join(folder, 'prepared', `${id}.json`);
    fs.mkdirSync(path.dirname(prepared), { recursive: true });
    fs.writeFileSync(prepared, JSON.stringify(given));

    const runnable = await asRunnable(given);
    const object = new sdk.Collection(runnable);
    const environment = placeholders(object);
    const items = describe(object, environment);
    const sent = items.length ? await run(runnable, environment) : {};
    return {
        prepared,
        variables: environment,
        items: items.map((item) => ({ ...item, ...sent[item.pointer] })),
        order: sent.order || [],
    };
}

/** Replaces what depends on the machine or the moment: paths of files, nonces. */
function prepare(node) {
    if (Array.isArray(node)) {
        return node.forEach(prepare);
    }
    if (!node || typeof node !== 'object') {
        return;
    }
    if (typeof node.src === 'string' || Array.isArray(node.src)) {
        node.src = Array.isArray(node.src) ? node.src.map(fixture) : fixture(node.src);
    }
    freezeAuth(node.auth);
    Object.values(node).forEach(prepare);
}

function fixture(source) {
    if (typeof source !== 'string' || !source || VARIABLE.test(source)) {
        return source;
    }
    const name = path.join('files', path.basename(source.replace(/\\/g, '/')).replace(/[^\w.-]/g, '_') || 'file');
    fs.writeFileSync(path.join(folder, name), 'a file\n');
    return name;
}

function freezeAuth(auth) {
    const fixed = {
        oauth1: { timestamp: String(SECONDS), nonce: 'nonce1' },
        hawk: { timestamp: String(SECONDS), nonce: 'nonce1' },
        edgegrid: { timestamp: '20240102T03:04:05+0000', nonce: 'nonce1' },
    }[auth && auth.type];
    const parameters = fixed && auth[auth.type];
    for (const [key, value] of Object.entries((parameters && fixed) || {})) {
        if (Array.isArray(parameters)) {
            parameters.push({ key, value, type: 'string' });
        } else {
            parameters[key] = value;
        }
    }
}

/** A collection of version 2.1 without scripts, whose items have `#` and their pointers as names. */
async function asRunnable(given) {
    const copy = JSON.parse(JSON.stringify(given));
    const [root, base] = copy.collection && !copy.item && !copy.requests ? [copy.collection, '/collection'] : [copy, ''];
    if (Array.isArray(root.requests) && !root.item) {
        root.requests.forEach((request, index) => (request.name = `#${base}/requests/${index}`));
        withoutScripts(root);
        return convert(root);
    }
    withoutScripts(root);
    if (Array.isArray(root.item) && root.info) {
        name(root.item, base + '/item');
        return root;
    }
    if (Array.isArray(root.item)) {
        name(root.item, base + '/item');
        return { info: { name: 'part' }, item: root.item, auth: root.auth, variable: root.variable };
    }
    if (root.request) {
        root.name = '#' + base;
        return { info: { name: 'part' }, item: [root] };
    }
    throw new Error('not a collection');
}

function name(items, pointer) {
    items.forEach((item, index) => {
        if (item && typeof item === 'object') {
            item.name = `#${pointer}/${index}`;
            if (Array.isArray(item.item)) {
                name(item.item, `${pointer}/${index}/item`);
            }
        }
    });
}

function withoutScripts(node) {
    if (Array.isArray(node)) {
        return node.forEach(withoutScripts);
    }
    if (node && typeof node === 'object') {
        for (const key of ['event', 'events', 'preRequestScript', 'tests', 'scripts', 'response', 'responses']) {
            if (Array.isArray(node[key]) || typeof node[key] === 'string') {
                delete node[key];
            }
        }
        Object.values(node).forEach(withoutScripts);
    }
}

function convert(root) {
    const options = { inputVersion: '1.0.0', outputVersion: '2.1.0' };
    return new Promise((resolve, reject) => {
        transformer.convert(root, options, (error, result) => (error ? reject(error) : resolve(JSON.parse(JSON.stringify(result)))));
    });
}

/** A value for each variable that the collection uses and gives none, by where it stands. */
function placeholders(object) {
    const roles = {};
    const use = (name, role) => (roles[name] = Math.max(roles[name] || 0, role));
    object.forEachItem((item) => {
        const url = item.request.url.toString();
        for (const found of url.matchAll(VARIABLE)) {
            use(found[1], roleOf(url, found.index, found.index + found[0].length));
        }
        for (const found of JSON.stringify([item.request, item.getAuth()]).matchAll(VARIABLE)) {
            use(JSON.parse(`"${found[1]}"`), 1);
        }
    });
    const values = {};
    const known = object.variables;
    const needed = Object.keys(roles);
    for (let index = 0; index < needed.length; index++) {
        const name = needed[index];
        const variable = known.all().filter((it) => it.key === name && !it.disabled).pop();
        const text = variable && String(variable.value ?? '');
        for (const found of (text || '').matchAll(VARIABLE)) {
            if (!(found[1] in roles)) {
                needed.push(found[1]);
                roles[found[1]] = text.startsWith(found[0]) ? roles[name] : Math.min(roles[name], 2);
            }
        }
        const isMissing = !variable || (text === '' && roles[name] > 1);
        if (isMissing && name && !name.startsWith('$') && !(name in Object.prototype)) {
            values[name] = valueOf(name, roles[name]);
        }
    }
    return values;
}

/** 1: text, 2: in the host, 3: port, 4: protocol, 5: all in front of the path. */
function roleOf(url, start, end) {
    const [before, after] = [url.slice(0, start), url.slice(end)];
    if (before === '') {
        return after.startsWith('://') ? 4 : 5;
    }
    if (before.replace(/^[^/?#]*:\/\//, '').match(/[/?#]/)) {
        return 1;
    }
    return before.endsWith(':') && before !== '' && !before.endsWith('://') ? 3 : 2;
}

function valueOf(name, role) {
    // Generated code takes only numbers for these.
    if (role === 1 && /^(count|limit|offset|page|page_?size)$/i.test(name)) {
        return '7';
    }
    const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'v';
    return { 1: `v-${slug}`, 2: slug, 3: '8443', 4: 'https', 5: `https://${slug}.test` }[role];
}

/** What each item needs beside the collection: the values of its auth block and of its headers. */
function describe(object, environment) {
    const lists = [
        new sdk.VariableList(null, Object.entries(environment).map(([key, value]) => ({ key, value }))),
        object.variables,
    ];
    const resolved = (value) => sdk.Property.replaceSubstitutionsIn({ value }, lists).value;
    const authOf = (type, parameters) => ({
        type,
        parameters: Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, text(resolved(value))])),
    });
    const items = [];
    object.forEachItem((item) => {
        const auth = item.getAuth();
        const user = item.request.url.auth;
        items.push({
            pointer: item.name.slice(1),
            auth: auth
                ? authOf(auth.type, (auth.type !== 'noauth' && auth.parameters().toObject()) || {})
                : user && authOf('basic', { username: decode(user.user), password: decode(user.password) }),
            headers: item.request.headers
                .filter((header) => !header.disabled && header.key)
                .map((header) => [resolved(header.key), resolved(String(header.value ?? ''))]),
        });
    });
    return items;
}

const text = (value) => (typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value));

function decode(value) {
    try {
        return decodeURIComponent(value || '');
    } catch {
        return value;
    }
}

/** Runs it; for each item, by its pointer, the protocol or why it was not sent. */
function run(runnable, environment) {
    const sent = { order: [] };
    const toRecorder = (secure) => {
        const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
        agent.protocol = secure ? 'https:' : 'http:';
        agent.defaultPort = secure ? 443 : 80;
        agent.getName = () => 'recorder';
        agent.createConnection = () => net.connect(Number(port), '127.0.0.1');
        return agent;
    };
    const agents = { http: toRecorder(false), https: toRecorder(true) };
    return new Promise((resolve, reject) => {
        newman
            .run(
                {
                    collection: runnable,
                    environment: { values: Object.entries(environment).map(([key, value]) => ({ key, value, enabled: true })) },
                    requestAgents: agents,
                    insecure: true,
                    workingDir: folder,
                    timeoutRequest: 10000,
                },
                (error) => {
                    Object.values(agents).forEach((agent) => agent.destroy());
                    error ? reject(error) : resolve(sent);
                },
            )
            .on('request', (error, { item, request }) => {
                const pointer = item.name.slice(1);
                if (error) {
                    sent[pointer] = { problem: String(error.message || error) };
                } else {
                    sent[pointer] = { protocol: String(request.url.protocol || 'http').replace('://', '') };
                    sent.order.push(pointer);
                }
            });
    });
}
