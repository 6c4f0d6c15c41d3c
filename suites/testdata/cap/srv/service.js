// What CAP does not do by itself: the functions and the actions.
const cds = require('@sap/cds');

module.exports = class WeatherService extends cds.ApplicationService {
  init() {
    const { Stations, Readings } = this.entities;
    const code = (req) => req.params.at(-1).code ?? req.params.at(-1);

    this.on('warmest', Stations, async (req) => {
      const row = await SELECT.one.from(Readings).columns('max(temperature) as t').where({ station_code: code(req) });
      return row?.t ?? null;
    });
    this.on('latest', Stations, (req) => SELECT.one.from(Readings).where({ station_code: code(req) }).orderBy('at desc'));
    this.on('sample', Stations, (req) => SELECT.from(Readings).where({ station_code: code(req) }).orderBy('at').limit(req.data.size ?? 2));
    this.on('position', Stations, async (req) => {
      const s = await SELECT.one.from(Stations, code(req));
      return { latitude: s.position_latitude, longitude: s.position_longitude, datum: s.position_datum };
    });
    this.on('rename', Stations, async (req) => {
      await UPDATE(Stations, code(req)).with({ title: req.data.title });
      return SELECT.one.from(Stations, code(req));
    });
    this.on('close', Stations, () => {});

    this.on('now', () => '2025-06-01T12:00:00.000Z');
    this.on('motto', () => null);
    this.on('names', () => ['sun', 'rain', 'snow']);
    this.on('origin', () => ({ latitude: 0, longitude: 0, datum: 'WGS84' }));
    this.on('corners', () => [{ latitude: 47.5, longitude: 5.9, datum: 'WGS84' }, { latitude: 55.1, longitude: 15.0, datum: null }]);
    this.on('highest', () => SELECT.one.from(Stations).orderBy('altitude desc'));
    this.on('above', (req) => SELECT.from(Stations).where('altitude >', req.data.altitude).orderBy('code'));
    this.on('echo', (req) => `${req.data.text} ${req.data.day ?? ''}`.trim());

    this.on('reset', () => {});
    this.on('count', (req) => req.data.words.length);
    this.on('move', (req) => req.data.to);
    this.on('found', async (req) => {
      const { code: key, at, tags } = req.data;
      await INSERT.into(Stations).entries({ code: key, opened: '2025-06-01', position_latitude: at?.latitude, position_longitude: at?.longitude, tags });
      return SELECT.one.from(Stations, key);
    });
    this.on('fail', (req) => req.reject(req.data.status, 'As asked', 'status'));

    return super.init();
  }
};
