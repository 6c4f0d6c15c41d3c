using { concord.weather as db } from '../db/schema';

@path : '/odata/v4/weather'
service WeatherService {

  @cds.redirection.target
  entity Stations     as projection on db.Stations actions {
    function warmest(since : Timestamp)        returns Decimal(5, 2);
    function latest()                          returns Readings;
    function sample(size : Integer)            returns many Readings;
    function position()                        returns db.Position;
    action   rename(title : String(111))       returns Stations;
    action   close();
  };

  entity Networks     as projection on db.Networks;
  entity Sensors      as projection on db.Sensors;

  @cds.query.limit : { default : 3, max : 3 }
  entity Readings     as projection on db.Readings;

  entity Calibrations as projection on db.Calibrations;
  entity Odds         as projection on db.Odds;

  entity Reports      as projection on db.Reports;
  annotate Reports with { modifiedAt @odata.etag };

  // Not to be written.
  @readonly
  entity Openings     as select from db.Stations { key code, opened, altitude };

  @odata.singleton
  entity Settings     as projection on db.Settings;

  function now()                               returns Timestamp;
  function motto()                             returns String;
  function names()                             returns many String;
  function origin()                            returns db.Position;
  function corners()                           returns many db.Position;
  function highest()                           returns Stations;
  function above(altitude : Integer)           returns many Stations;
  function echo(text : String, day : Date)     returns String;

  action   reset();
  action   count(words : many String)          returns Integer;
  action   move(to : db.Position)              returns db.Position;
  action   found(code : String(8), at : db.Position, tags : many String) returns Stations;
  action   fail(status : Integer)              returns String;
}
