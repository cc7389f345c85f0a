// Reads a list of JSON samples from each line of standard input, and writes their JSON Schema on one line each.
const { createInterface } = require("node:readline");
const { quicktype, InputData, jsonInputForTargetLanguage } = require("quicktype-core");

async function schemaOf(samples) {
  const input = jsonInputForTargetLanguage("schema");
  await input.addSource({ name: "Example", samples });
  const inputData = new InputData();
  inputData.addInput(input);
  const { lines } = await quicktype({ inputData, lang: "schema" });
  return JSON.parse(lines.join("\n"));
}

(async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    const schema = await schemaOf(JSON.parse(line)).catch(() => null);
    process.stdout.write(JSON.stringify(schema) + "\n");
  }
})();
