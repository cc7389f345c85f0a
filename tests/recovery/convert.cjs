// Converts parcels.openapi.json to collections, in the variants of openapi-to-postmanv2 that differ in what they keep:
//
//     npm install openapi-to-postmanv2@6.3.3
//     NODE_PATH=node_modules node convert.cjs
//
// Identifiers are left out and random values begin from one seed, so that a second run differs in dates of examples only.

let seed = 1;
Math.random = () => {
  seed = (seed * 48271) % 2147483647;
  return seed / 2147483647;
};

const fs = require('node:fs');
const path = require('node:path');
const converter = require('openapi-to-postmanv2');

const here = (name) => path.join(__dirname, name);
const data = fs.readFileSync(here('parcels.openapi.json'), 'utf8');
const input = () => ({ type: 'string', data });

const schema = { requestParametersResolution: 'Schema', exampleParametersResolution: 'Schema', parametersResolution: 'Schema' };
const example = { requestParametersResolution: 'Example', exampleParametersResolution: 'Example', parametersResolution: 'Example' };
const variants = {
  'v1-schema': [converter.convert, schema],
  'v1-example': [converter.convert, example],
  'v2-schema': [converter.convertV2, schema],
  'v2-example': [converter.convertV2, example],
  'v2-required-only': [converter.convertV2, { ...schema, enableOptionalParameters: false }],
  'v2-typed': [converter.convertV2WithTypes, { ...schema, enableTypeFetching: true }],
};

const isIdentifier = (key, value) =>
  key === '_postman_id' || (key === 'id' && /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(value));

const withoutIdentifiers = (node) => {
  if (Array.isArray(node)) return node.map(withoutIdentifiers);
  if (node === null || typeof node !== 'object') return node;
  const members = Object.entries(node).filter(([key, value]) => !isIdentifier(key, value));
  return Object.fromEntries(members.map(([key, value]) => [key, withoutIdentifiers(value)]));
};

for (const [name, [convert, options]] of Object.entries(variants)) {
  convert(input(), options, (error, result) => {
    if (error || !result.result) throw error ?? new Error(`${name}: ${result.reason}`);
    const collection = withoutIdentifiers(result.output[0].data);
    fs.writeFileSync(here(`${name}.postman_collection.json`), JSON.stringify(collection, null, 2) + '\n');
  });
}
