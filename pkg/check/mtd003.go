package check

import "github.com/concord-odata/concord/pkg/rule"

var mtd003 = register(rule.Rule{
	ID:     "MTD-003",
	Title:  "the CSDL avoids what is legal and unwise",
	Levels: rule.All(rule.Warning),
	Why: "A collection of a flags enumeration can be written in two ways; a containment navigation property that is bound to a set makes two URLs of one entity; " +
		"a set and a singleton whose names differ in case alone are one to people, and to some servers.",
	Sources: []string{"OData CSDL XML 4.01, 8.4", "OData CSDL XML 4.01, 10.3", "OData CSDL XML 4.01, 13"},
	Failing: `<EntitySet Name="Users" …/> beside <Singleton Name="users" …/>`,
	Passing: `<EntitySet Name="Users" …/> beside <Singleton Name="me" …/>`,
})
