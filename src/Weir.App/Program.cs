return await Weir.App.WeirHost.MainAsync(args);
