// Saves pipelines in Spinnaker, as `spin pipeline save` does: a pipeline with the same application and name is
// replaced and keeps its id, so that its history and its triggers stay.
//
//   GATE_URL=https://gate.example.com GATE_TOKEN=… node pushPipelines.mjs pipelines/*.json

import { readFileSync } from 'node:fs';

const gate = (process.env.GATE_URL ?? 'http://localhost:8084').replace(/\/$/, '');
const token = process.env.GATE_TOKEN;

async function call(path, options = {}) {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const response = await fetch(`${gate}${path}`, { ...options, headers });
  if (response.status === 404 && options.method === undefined) return undefined;
  if (!response.ok) throw new Error(`${options.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`);
  return response.text().then((text) => (text === '' ? {} : JSON.parse(text)));
}

for (const file of process.argv.slice(2)) {
  const pipeline = JSON.parse(readFileSync(file, 'utf8'));
  const { application, name } = pipeline;
  if (!application || !name) throw new Error(`${file} must have "application" and "name".`);
  const saved = await call(
    `/applications/${encodeURIComponent(application)}/pipelineConfigs/${encodeURIComponent(name)}`,
  );
  const id = saved?.id;
  await call('/pipelines', { method: 'POST', body: JSON.stringify(id === undefined ? pipeline : { ...pipeline, id }) });
  console.log(`${id === undefined ? 'Created' : 'Updated'} ${application}/${name}`);
}
