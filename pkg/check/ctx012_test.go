package check

import "testing"

func TestContextComesFirst(t *testing.T) {
	judgeRows(t, []row{
		{
			name: "a context behind the value",
			body: `{"value": [{"id": 1}], "@odata.context": "https://host/svc/$metadata#Customers(id)"}`,
			want: []string{"CTX-012 EEW /@odata.context"},
		},
		{
			name: "a context before all",
			body: `{"@odata.context": "https://host/svc/$metadata#Customers(id)", "@odata.count": 1, "value": [{"id": 1}]}`,
		},
	})
}
