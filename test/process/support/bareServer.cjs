// A process that does nothing but answer; it prints its port. See comparePolls.ts.
const { createServer } = require('node:http');

const server = createServer((_, response) => response.end('{}'));
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
