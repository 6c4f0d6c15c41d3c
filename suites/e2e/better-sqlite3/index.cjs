// The part of better-sqlite3's interface that @cap-js/sqlite 1 calls, over sql.js.
//
// better-sqlite3 is a native module: its install downloads a prebuilt binary or compiles for minutes. sql.js is the same SQLite
// as WebAssembly, inside an npm package. Its start is asynchronous, better-sqlite3's is not: who opens a database awaits `ready`.
'use strict';

let sql;

class Statement {
  #database;
  #statement;
  #raw = false;

  constructor(database, text) {
    this.#database = database;
    this.#statement = database.prepare(text);
  }

  raw(on = true) {
    this.#raw = on;
    return this;
  }

  run(...parameters) {
    return this.#bound(parameters, () => {
      while (this.#statement.step());
      const changes = this.#database.getRowsModified();
      return { changes, lastInsertRowid: this.#database.exec('SELECT last_insert_rowid()')[0].values[0][0] };
    });
  }

  get(...parameters) {
    return this.#bound(parameters, () => (this.#statement.step() ? this.#row() : undefined));
  }

  all(...parameters) {
    return this.#bound(parameters, () => {
      const rows = [];
      while (this.#statement.step()) rows.push(this.#row());
      return rows;
    });
  }

  // better-sqlite3 steps as it is asked. A server in a test has small answers: they are read at once, and the statement is free.
  iterate(...parameters) {
    const rows = this.all(...parameters);
    return (function* each() { yield* rows; })(); // a generator, for its return()
  }

  #bound(parameters, use) {
    // An array is a list of parameters, an object holds named ones: CAP passes that one empty.
    const values = parameters.flat().filter((v) => v?.constructor !== Object).map((v) => v ?? null);
    try {
      this.#statement.bind(values);
      return use();
    } finally {
      this.#statement.reset();
    }
  }

  #row() {
    const values = this.#statement.get().map((v) => (v instanceof Uint8Array ? Buffer.from(v) : v));
    if (this.#raw) return values;
    return Object.fromEntries(this.#statement.getColumnNames().map((name, i) => [name, values[i]]));
  }
}

class Database {
  #database;

  constructor(name) {
    if (name !== ':memory:') throw new Error(`better-sqlite3 over sql.js: ${name}: only :memory: is here`);
    if (!sql) throw new Error('better-sqlite3 over sql.js: await require("better-sqlite3").ready first');
    this.#database = new sql.Database();
    this.memory = true;
    this.open = true;
  }

  prepare(text) {
    return new Statement(this.#database, text);
  }

  exec(text) {
    this.#database.exec(text);
    return this;
  }

  pragma(text) {
    return new Statement(this.#database, `PRAGMA ${text}`).all();
  }

  function(name, options, implementation = options) {
    const called = (...parameters) => implementation(...parameters) ?? null;
    Object.defineProperty(called, 'length', { value: implementation.length }); // by which SQLite tells overloads apart
    this.#database.create_function(name, called);
    return this;
  }

  close() {
    this.open = false;
    this.#database.close();
  }
}

module.exports = Database;
module.exports.ready = require('sql.js')().then((module) => { sql = module; });
