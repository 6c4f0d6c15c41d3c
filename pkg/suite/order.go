package suite

import (
	"context"
	"runtime"
	"sync"
)

// InOrder does n things, jobs at a time (0: one a processor), and hands over
// what each gave in the order of their numbers, as soon as it is there. It
// holds no more than a few results at a time. The first error, of do in the
// order of the numbers or of yield, ends it.
func InOrder[T any](ctx context.Context, n, jobs int, do func(ctx context.Context, i int) (T, error), yield func(i int, result T) error) error {
	ctx, cancel := context.WithCancel(ctx)
	a := begin(ctx, n, jobs, do)
	defer a.wait()
	defer cancel()
	for i := range n {
		result, err := a.get(ctx, i)
		if err != nil {
			return err
		}
		if err := yield(i, result); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// ahead is work that runs before its results are asked for.
type ahead[T any] struct {
	results []chan done[T]
	held    chan struct{} // results that were begun and not yet taken
	group   sync.WaitGroup
}

type done[T any] struct {
	value T
	err   error
}

// begin starts n things, jobs at a time.
func begin[T any](ctx context.Context, n, jobs int, do func(context.Context, int) (T, error)) *ahead[T] {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	a := &ahead[T]{results: make([]chan done[T], n), held: make(chan struct{}, 4*jobs)}
	for i := range a.results {
		a.results[i] = make(chan done[T], 1)
	}
	work := make(chan int)
	a.group.Go(func() {
		defer close(work)
		for i := range n {
			select {
			case a.held <- struct{}{}:
			case <-ctx.Done():
				return
			}
			select {
			case work <- i:
			case <-ctx.Done():
				return
			}
		}
	})
	for range min(jobs, n) {
		a.group.Go(func() {
			for i := range work {
				v, err := do(ctx, i)
				a.results[i] <- done[T]{v, err}
			}
		})
	}
	return a
}

// get takes the result of that number. Each is taken once, in order.
func (a *ahead[T]) get(ctx context.Context, i int) (T, error) {
	select {
	case r := <-a.results[i]:
		<-a.held
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// wait returns when nothing runs any more. The context must be over, or all
// results taken.
func (a *ahead[T]) wait() { a.group.Wait() }
