// A weather archive. It exists to hold one of each thing that an OData service of CAP can have.
namespace concord.weather;

using { cuid, managed, temporal, sap.common.CodeList } from '@sap/cds/common';

type Quality : String(10) enum { raw; checked; rejected; }
type Level   : Integer enum { low = 1; middle = 5; high = 9; }

// A structured type: flattened in a set, whole in parameters, results and arrays.
type Position {
  latitude  : Decimal(9, 6);
  longitude : Decimal(9, 6);
  datum     : String(10) default 'WGS84';
}

type Contact {
  name  : String(60) not null;
  phone : String(20);
}

// An aspect of the project's own, beside CAP's.
aspect described {
  title       : String(111);
  description : LargeString;
}

// A string key; arrayed types; associations to one and to many; a composition.
entity Stations : managed, described {
  key code      : String(8);
      altitude  : Integer;
      position  : Position;
      opened    : Date not null;
      reportsAt : Time;
      automatic : Boolean default false;
      tags      : many String(20);
      contacts  : many Contact;
      level     : Level;
      network   : Association to Networks;
      readings  : Association to many Readings on readings.station = $self;
      sensors   : Composition of many Sensors on sensors.station = $self;
      visits    : Composition of many {
        key number : Integer;
            day    : Date not null;
            person : String(60);
      };
}

// An integer key, and a hierarchy.
entity Networks : described {
  key ID       : Integer;
      parent   : Association to Networks;
      members  : Association to many Networks on members.parent = $self;
      stations : Association to many Stations on stations.network = $self;
}

// UUID keys.
entity Sensors : cuid, described {
  station  : Association to Stations not null;
  serial   : String(32) not null @assert.unique;
  digest   : Binary(16);
  photo    : LargeBinary @Core.MediaType : photoType;
  photoType: String(60) @Core.IsMediaType;
}

// Each numeric and temporal type.
entity Readings : cuid {
  station     : Association to Stations;
  at          : Timestamp not null;
  received    : DateTime;
  temperature : Decimal(5, 2);
  pressure    : Double;
  humidity    : UInt8;
  wind        : Int16;
  pulses      : Int64;
  rain        : Decimal;
  quality     : Quality default 'raw';
  comment     : String;
}

// A compound key, one of its parts an association.
entity Calibrations {
  key sensor : Association to Sensors;
  key year   : Integer;
      factor : Decimal(7, 4) not null;
      note   : String(200);
}

// Keys of every other kind.
entity Odds {
  key day   : Date;
  key flag  : Boolean;
  key stamp : Timestamp;
      note  : String(20);
}

// An entity under an etag.
entity Reports : cuid, managed {
  title : String(60) not null;
  body  : LargeString;
  pages : Integer;
}

entity Settings {
  key ID       : Integer;
      timeZone : String(40);
      interval : Integer not null default 10;
      motto    : String(40);
}
