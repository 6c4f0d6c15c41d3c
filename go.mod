module github.com/concord-odata/concord

go 1.26.8
