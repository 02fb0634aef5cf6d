// Stands before decap-server (node --require): only the editor of this machine's own site is let in.
//
// decap-server writes files for whoever can reach it. It listens on the loopback address alone and answers no other origin, but it
// does not look at the Host header, so a page of another site that points its own name at this machine would be let in. Here it is not.
const http = require("node:http");

const { PORT, ORIGIN } = process.env;
const HOSTS = new Set([`127.0.0.1:${PORT}`, `localhost:${PORT}`]);
const make = http.createServer;

process.stdin.resume().on("end", () => process.exit()); // whoever started us has gone

http.createServer = (listener) =>
  make.call(http, (request, response) => {
    if (HOSTS.has(request.headers.host) && request.headers.origin === ORIGIN) {
      listener(request, response);
    } else {
      response.writeHead(403, { "Content-Type": "text/plain; charset=utf-8" });
      response.end("This desk is for the editor of the site that is served beside it.\n");
    }
  });
