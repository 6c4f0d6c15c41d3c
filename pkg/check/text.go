package check

import (
	"strconv"

	"github.com/concord-odata/concord/pkg/edm"
)

func itoa(i int) string { return strconv.Itoa(i) }

// operationPlace is where the operation is documented.
func (c *Case) operationPlace() edm.Place {
	if c.Operation == nil {
		return edm.Place{}
	}
	return c.Operation.Place
}
