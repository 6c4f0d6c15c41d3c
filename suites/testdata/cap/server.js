// CAP's own server, on loopback alone.
const http = require('node:http');
const cds = require('@sap/cds');

cds.on('bootstrap', (app) => {
  app.listen = (port) => http.createServer(app).listen(port, '127.0.0.1');
});

module.exports = async (options) => {
  await require('better-sqlite3').ready;
  return cds.server(options);
};
