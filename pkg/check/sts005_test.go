package check

import "testing"

func TestNullHasNoBody(t *testing.T) {
	judgeRows(t, []row{
		{
			name:    "a null property in a body",
			request: "GET /svc/Customers(1)/name",
			body:    `{"@odata.context": "https://host/svc/$metadata#Customers(1)/name", "value": null}`,
			want:    []string{"STS-005 EEW /value"},
		},
		{
			name:    "a property that is not null",
			request: "GET /svc/Customers(1)/name",
			body:    `{"@odata.context": "https://host/svc/$metadata#Customers(1)/name", "value": "Ann"}`,
		},
		{
			name:    "a null property without a body",
			request: "GET /svc/Customers(1)/name", response: "204\nContent-Type:",
		},
		{
			name: "the null result of a function, by its context alone",
			body: `{"@odata.context": "https://host/svc/$metadata#Edm.String", "value": null}`,
			want: []string{"STS-005 EEW /value"},
		},
	}, "STS", "PRM")
}
